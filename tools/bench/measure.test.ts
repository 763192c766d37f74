import { expect, test } from 'vitest';
import type { Bench, Contest } from './bench.ts';
import { median, ratios, runBench, shuffle } from './measure.ts';

const bench = (contest: Contest, goal: Bench['goal'] = { of: 'ratio', atMost: 2 }): Bench => ({
  what: 'a demonstration',
  unit: 'ns',
  goal,
  prepare: () => contest,
});

/** A side whose samples are these, the first ones while it warms up. */
const side = (...samples: number[]) => ({
  name: 'side',
  version: '1.0.0',
  sample: () => samples.shift() as number,
});

test('median() is the middle value, or the mean of the two middle ones', () => {
  expect(median([30, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 30])).toBe(3);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});

test('ratios() pairs values of one round, and finds nothing equal to nothing', () => {
  expect(ratios([2, 9, 0], [1, 3, 0])).toEqual([2, 3, 1]);
});

test('shuffle() keeps every value', () => {
  expect(shuffle([1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5]);
  expect(shuffle([])).toEqual([]);
});

test('runBench() takes the median of ratios of pairs, not the ratio of medians', async () => {
  const contest = { subject: side(2, 20, 300).sample, floor: side(1, 20, 100), rounds: 3 };
  expect(await runBench('demo', bench(contest), () => {})).toMatchObject({
    id: 'demo',
    median: 20,
    floor: { name: 'side', median: 20 },
    ratio: 2,
    peers: [],
    met: true,
  });
});

test('runBench() leaves the rounds out in which everything warms up', async () => {
  const steady = Array.from({ length: 10 }, () => 6);
  const contest = { subject: side(1000, ...steady).sample, floor: side(1, ...steady), rounds: 10 };
  const rounds: number[] = [];
  const { median, ratio } = await runBench('demo', bench(contest), (done, of) => rounds.push(done / of));
  expect({ median, ratio }).toEqual({ median: 6, ratio: 1 });
  expect(rounds).toHaveLength(11);
  expect(rounds.at(-1)).toBe(1);
});

test('runBench() compares each peer with the floor', async () => {
  const contest = { subject: side(1).sample, floor: side(10), peers: [side(5), side(40)], rounds: 1 };
  const { peers, ratio } = await runBench('demo', bench(contest), () => {});
  expect(ratio).toBe(0.1);
  expect(peers.map(({ ratio }) => ratio)).toEqual([0.5, 4]);
});

test.each([
  { of: 'ratio', atMost: 1.5, met: true },
  { of: 'ratio', atMost: 1.4, met: false },
  { of: 'difference', atMost: 1, met: true },
  { of: 'difference', atMost: 0, met: false },
] as const)('runBench() holds $of against $atMost', async ({ met, ...goal }) => {
  const contest = { subject: side(3).sample, floor: side(2), rounds: 1 };
  expect((await runBench('demo', bench(contest, goal), () => {})).met).toBe(met);
});
