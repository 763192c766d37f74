import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { forms } from '../fixtures/connections.ts';
import { createFuzzer } from '../fixtures/fuzz.ts';

// By hand, for longer: npm run fuzz -- frames --seconds 60

const cases = 1_500;

test.each(forms)(
  'a conversation that was changed ends in typed errors only, and leaves nothing (%s)',
  { timeout: 120_000 },
  async (form) => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const fuzzer = await createFuzzer(form);
    const ends: Record<string, number> = {};
    let before = 0;
    for (let seed = 0; seed < cases; seed += 1) {
      const end = await fuzzer.run(seed).catch((error) => {
        throw new Error(`Seed ${seed} ended in another error`, { cause: error });
      });
      ends[end] = (ends[end] ?? 0) + 1;
      if (seed === 200) {
        collect();
        before = process.memoryUsage().heapUsed;
      }
    }
    collect();

    expect(process.memoryUsage().heapUsed - before).toBeLessThan(4 * 1024 * 1024);
    // Not all that is changed is found at once: some conversations come to their end.
    expect(ends.protocol_violation).toBeGreaterThan(cases / 10);
    expect(ends.connection_closed).toBeGreaterThan(cases / 20);
  },
);
