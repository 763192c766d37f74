import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMortiseError } from '@mortise/core';
import { describe, expect, it } from 'vitest';
import { beginning } from './beginning.ts';
import { invalidKey } from './errors.ts';
import { type LogEntry, logFor } from './log-entry.ts';

const user = { id: 'demo.a', version: '1.0.0' };
const large = (i: number) => new TextDecoder().decode(new Uint8Array(1_000_000).fill(97 + i));

/** How much more memory is used once there are 20 of what is made of a text of a million characters each. */
const heldBy = async (make: (text: string) => unknown) => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const used = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  await make(large(20));
  const before = used();
  const made: unknown[] = [];
  for (let i = 0; i < 20; i++) made.push(await make(large(i)));
  const held = used() - before;
  expect(made).toHaveLength(20);
  return held;
};

describe('beginning()', () => {
  it('beginning() gives the first characters, halves of one too', () => {
    expect(beginning('a\ud83d\ude00', 2)).toBe('a\ud83d');
    expect(beginning('short', 10)).toBe('short');
  });

  it('a cut log entry does not hold the whole of what was cut', async () => {
    const entries: LogEntry[] = [];
    const log = logFor(user, 'debug', (entry) => void entries.push(entry));
    expect(await heldBy((text) => log.info(text, { text }))).toBeLessThan(5_000_000);
    expect(entries.at(-1)?.message).toHaveLength(16_385);
  });

  it('an error does not hold the whole of the text that it shows', async () => {
    expect(await heldBy((text) => invalidKey(user.id, text))).toBeLessThan(5_000_000);
    expect(isMortiseError(invalidKey(user.id, large(0)))).toBe(true);
  });
});
