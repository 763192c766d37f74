import { afterEach, expect, test, vi } from 'vitest';
import { Turns } from './turns.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** Turns of which each takes so many milliseconds, on a clock that stands still otherwise. */
const timed = (milliseconds: number) => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const [turns, seen] = [new Turns(), [] as string[]];
  const add = (name: string) =>
    turns.add(() => {
      seen.push(name);
      vi.advanceTimersByTime(milliseconds);
    });
  return { turns, seen, add };
};
const loop = async () => {
  for (let phase = 0; phase < 2; phase += 1) await new Promise(setImmediate);
};

test('short turns run at once, and the event loop has its own when they have taken long together', async () => {
  const { turns, seen, add } = timed(4);
  for (const name of ['a', 'b', 'c', 'd', 'e']) add(name);
  expect(seen).toEqual(['a', 'b', 'c']);
  expect(turns.isBusy).toBe(true);
  await loop();
  expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(turns.isBusy).toBe(false);
});

test('between long turns the event loop has its own, however they came', async () => {
  const { seen, add } = timed(900);
  for (const name of ['a', 'b', 'c']) add(name);
  const rounds: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    rounds.push(seen.length);
    await loop();
  }
  expect(rounds).toEqual([1, 2, 3]);
});

test('what those hold that wait has a size, until they begin or are cleared', async () => {
  const { turns, add } = timed(11);
  const sizes: number[] = [];
  turns.add(() => sizes.push(turns.waitingSize), 500);
  add('long');
  turns.add(() => sizes.push(turns.waitingSize), 30);
  turns.add(() => {}, 7);
  expect(turns.waitingSize).toBe(37);
  await loop();
  expect(sizes).toEqual([0, 7]);
  expect(turns.waitingSize).toBe(0);
  add('long');
  turns.add(() => {}, 7);
  turns.clear();
  expect(turns.waitingSize).toBe(0);
  await loop();
});

test('what is added in a turn comes behind it, and what was cleared does not come', async () => {
  const { turns, seen, add } = timed(1);
  turns.add(() => {
    add('inner');
    seen.push('outer');
    expect(turns.isBusy).toBe(true);
  });
  expect(seen).toEqual(['outer', 'inner']);
  turns.add(() => {
    add('never');
    turns.clear();
  });
  await loop();
  expect(seen).toEqual(['outer', 'inner']);
});
