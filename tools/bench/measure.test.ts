import { expect, test } from 'vitest';
import type { Bench, Contest } from './bench.ts';
import { median, quartiles, ratios, runBench, shuffle } from './measure.ts';

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

test('quartiles() are the medians of both halves', () => {
  expect(quartiles([9, 1, 2, 3, 4])).toEqual([2, 4]);
  expect(quartiles([1, 2, 3, 4])).toEqual([1.5, 3.5]);
  expect(quartiles([7])).toEqual([7, 7]);
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

test('runBench() makes everything ready as often as asked, and takes the median of what each time gave', async () => {
  const open: number[] = [];
  const costs = [
    [3, 300, 4],
    [5, 5, 5],
    [2, 1, 1],
  ];
  const prepare = (): Contest => {
    expect(open).toEqual([]);
    open.push(costs.length);
    const own = costs.shift() as number[];
    const floor = side(1, 1, 1);
    return { subject: side(...own).sample, floor, rounds: 3, end: () => void open.pop() };
  };
  const rounds: number[] = [];
  const demo = { ...bench({} as Contest), fresh: 3, prepare };
  const result = await runBench('demo', demo, (done, of) => rounds.push(done / of));
  expect(result).toMatchObject({ median: 4, ratio: 4, quartiles: [2.5, 4.5], fresh: 3, met: false });
  expect(open).toEqual([]);
  expect(rounds).toHaveLength(9);
  expect(rounds.at(-1)).toBe(1);
});

test('runBench() ends what was started where a sample fails', async () => {
  let ended = false;
  const sample = () => {
    throw new Error('too slow');
  };
  const end = () => {
    ended = true;
  };
  const contest: Contest = { subject: sample, floor: side(1), rounds: 1, end };
  await expect(runBench('demo', bench(contest), () => {})).rejects.toThrow('too slow');
  expect(ended).toBe(true);
});

test('runBench() gives figures alone where there is no goal', async () => {
  const { goal: _, ...rest } = bench({ subject: side(3).sample, floor: side(2), rounds: 1 });
  const result = await runBench('demo', rest, () => {});
  expect(result).toMatchObject({ median: 3, ratio: 1.5 });
  expect(result).not.toHaveProperty('met');
});
