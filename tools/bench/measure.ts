import type { Bench, Contest, Goal, Quartiles, Result } from './bench.ts';

/** What one fresh contest gave, a list a side: subject, floor, peers. */
type Samples = readonly (readonly number[])[];

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
  const { what, unit, goal, fresh = 1 } = bench;
  const times: Samples[] = [];
  let last: Contest | undefined;
  while (times.length < fresh) {
    const contest = await bench.prepare();
    const before = times.length;
    try {
      times.push(await sampleAll(contest, (done, of) => onRound(before * of + done, fresh * of)));
    } finally {
      await contest.end?.();
    }
    last = contest;
  }
  const { floor, peers = [], note } = last as Contest;
  const figures = (side: number) => {
    const each = times.map((samples) => median(ratios(samples[side] ?? [], samples[1] ?? [])));
    return {
      median: round(median(times.flatMap((samples) => samples[side] ?? []))),
      ratio: round(median(each)),
      ...(fresh > 1 ? { quartiles: quartiles(each) } : {}),
    };
  };
  const { median: middle, ...own } = figures(0);
  const base = figures(1).median;
  return {
    id,
    what,
    unit,
    median: middle,
    floor: { name: floor.name, median: base },
    ...own,
    ...(fresh > 1 ? { fresh } : {}),
    peers: peers.map(({ name, version }, index) => ({ name, version, ...figures(index + 2) })),
    ...(goal === undefined
      ? {}
      : { goal, met: isMet(goal, { ratio: own.ratio, difference: middle - base, median: middle }) }),
    ...(note === undefined ? {} : { note }),
  };
}

async function sampleAll(
  { subject, floor, peers = [], rounds, warmUp = Math.floor(rounds / 10) }: Contest,
  onRound: (done: number, of: number) => void,
): Promise<Samples> {
  const sides = [subject, floor.sample, ...peers.map(({ sample }) => sample)];
  const samples = sides.map((): number[] => []);
  // The first rounds compile and warm up; where there is one round, nothing is timed.
  for (let round = 1; round <= warmUp + rounds; round += 1) {
    for (const [index, sample] of shuffle([...sides.entries()])) {
      const cost = await sample();
      if (round > warmUp) samples[index]?.push(cost);
    }
    onRound(round, warmUp + rounds);
  }
  return samples;
}

function isMet({ of, atMost }: Goal, figures: Record<Goal['of'], number>): boolean {
  return figures[of] <= atMost;
}

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return Number.NaN;
  return ((sorted[Math.ceil(middle) - 1] as number) + (sorted[Math.floor(middle)] as number)) / 2;
}

/** The medians of the lower and of the upper half; the middle one of an odd number belongs to both. */
export function quartiles(values: readonly number[]): Quartiles {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.ceil(sorted.length / 2);
  return [round(median(sorted.slice(0, half))), round(median(sorted.slice(sorted.length - half)))];
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
