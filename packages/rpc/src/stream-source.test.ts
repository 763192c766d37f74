import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Breath } from './breath.ts';
import { mostCredit } from './protocol.ts';
import { StreamSource } from './stream-source.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const endless = async function* () {
  for (;;) yield 1;
};

/** The streams of a connection, each of whose items has the same weight. */
const createSources = (count: number, weight: number) => {
  const counts = { items: 0, ended: 0 };
  const rows = {
    breath: new Breath(),
    item: () => {
      counts.items += 1;
      return weight;
    },
    end: () => {},
    fail: () => {},
  };
  const onEnd = () => (counts.ended += 1);
  const parts = { name: 'a', rows, make: endless, write: () => {}, ownership: 'owned', onEnd } as const;
  const sources = Array.from({ length: count }, (_, key) => new StreamSource({ key, ...parts }));
  return { counts, sources };
};

/** All microtasks. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('all streams of a connection share what is sent in one turn', async () => {
  const { counts, sources } = createSources(50, 1024);
  for (const source of sources) source.grant(Number.MAX_SAFE_INTEGER);
  await turn();
  expect(counts.items).toBeGreaterThanOrEqual(512);
  expect(counts.items).toBeLessThan(512 + 50);
  vi.advanceTimersToNextTimer();
  await turn();
  expect(counts.items).toBeGreaterThanOrEqual(1_024);
  expect(counts.items).toBeLessThan(1_024 + 100);

  for (const source of sources) source.stop();
  await turn();
  expect(counts.ended).toBe(50);
});

test('credit beyond what a source keeps is lost', async () => {
  const { counts, sources } = createSources(1, 65_536);
  sources[0]?.grant(Number.MAX_SAFE_INTEGER);
  sources[0]?.grant(Number.MAX_SAFE_INTEGER);
  await vi.advanceTimersByTimeAsync(1_000);

  expect(counts.items).toBe(mostCredit / 65_536);
  sources[0]?.drop();
});

test('a stream that is stopped while it waits for its turn makes nothing more', async () => {
  let made = 0;
  const next = async () => ({ value: (made += 1), done: false });
  const rows = { breath: new Breath(), item: () => 1024 * 1024, end: () => {}, fail: () => {} };
  const make = () => ({ [Symbol.asyncIterator]: () => ({ next }) });
  const parts = { key: 1, name: 'a', rows, write: () => {}, ownership: 'owned', onEnd: () => {} } as const;
  const source = new StreamSource({ ...parts, make });
  source.grant(mostCredit);
  await turn();
  expect(made).toBe(1);
  source.stop();
  await vi.advanceTimersByTimeAsync(1_000);

  expect(made).toBe(1);
});
