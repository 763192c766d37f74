import type { Bench, Result } from './bench.ts';

/**
 * Runs a bench: each round samples every side once, in random order, so that what slows the machine down for a
 * while slows all of them.
 *
 * @param onRound is told how many rounds of how many are done
 */
export async function runBench(
  id: string,
  bench: Bench,
  onRound: (done: number, of: number) => void,
): Promise<Result> {
  const { subject, floor, peers = [], rounds, note } = await bench.prepare();
  const sides = [subject, floor.sample, ...peers.map(({ sample }) => sample)];
  const samples = sides.map((): number[] => []);
  // The first rounds compile and warm up; where there is one round, nothing is timed.
  const warmUp = Math.floor(rounds / 10);
  for (let round = 1; round <= warmUp + rounds; round += 1) {
    for (const [index, sample] of shuffle([...sides.entries()])) {
      const cost = await sample();
      if (round > warmUp) samples[index]?.push(cost);
    }
    onRound(round, warmUp + rounds);
  }
  const [ofSubject = [], ofFloor = [], ...ofPeers] = samples;
  const figures = (of: readonly number[] = []) => ({
    median: round(median(of)),
    ratio: round(median(ratios(of, ofFloor))),
  });
  const { median: own, ratio } = figures(ofSubject);
  const { median: base } = figures(ofFloor);
  const { what, unit, goal } = bench;
  return {
    id,
    what,
    unit,
    median: own,
    floor: { name: floor.name, median: base },
    ratio,
    peers: peers.map(({ name, version }, index) => ({ name, version, ...figures(ofPeers[index]) })),
    goal,
    met: (goal.of === 'ratio' ? ratio : own - base) <= goal.atMost,
    ...(note === undefined ? {} : { note }),
  };
}

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return Number.NaN;
  return ((sorted[Math.ceil(middle) - 1] as number) + (sorted[Math.floor(middle)] as number)) / 2;
}

/** The ratio of each pair; 1 for two zeros, as where both sides have no byte. */
export function ratios(values: readonly number[], others: readonly number[]): number[] {
  return values.map((value, index) => (value === others[index] ? 1 : value / (others[index] as number)));
}

/** Three decimals below 100, none above: more would only look exact. */
const round = (value: number) => (value < 100 ? Number(value.toFixed(3)) : Math.round(value));

/** The same values in random order; it changes its argument. */
export function shuffle<T>(values: T[]): T[] {
  for (let end = values.length - 1; end > 0; end -= 1) {
    const at = Math.floor(Math.random() * (end + 1));
    [values[at], values[end]] = [values[end] as T, values[at] as T];
  }
  return values;
}
