import { leaked } from '../errors.ts';

/** How many turns of the event loop what was ended may take to be gone. */
const turns = 200;

/**
 * Counts what keeps this process running or listens to it: timers, handles, threads, child processes,
 * listeners of the process. Call it before a test, and what it returns behind.
 *
 * @returns waits until nothing is there beyond what was there before
 * @throws MortiseError `leaked` (the returned function), naming what stays and how much of it
 * @example
 * ```ts
 * import { startLeakCheck } from '@mortise/testing';
 *
 * const check = startLeakCheck();
 * const timer = setInterval(() => {}, 1_000);
 * await check().catch(({ message }) => console.log(message)); // Something was started and not ended: 1 Timeout
 * clearInterval(timer);
 * await check();
 * ```
 */
export const startLeakCheck = (): (() => Promise<void>) => {
  // Node opens these when they are first used, which may be between the two counts.
  void [process.stdout, process.stderr];
  const before = count();
  return async () => {
    for (let turn = 0; turn < turns && more(before).length > 0; turn += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const left = more(before);
    if (left.length > 0) throw leaked(left);
  };
};

const more = (before: ReadonlyMap<string, number>): string[] =>
  [...count()].flatMap(([what, now]) => {
    const extra = now - (before.get(what) ?? 0);
    return extra > 0 ? `${extra} ${what}` : [];
  });

const count = (): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const what of process.getActiveResourcesInfo()) counts.set(what, (counts.get(what) ?? 0) + 1);
  counts.set('Worker', threads());
  for (const event of process.eventNames())
    counts.set(`listener of '${String(event)}'`, process.listenerCount(event));
  return counts;
};

/** Nothing else tells of threads whose makers have forgotten them. */
const threads = (): number => {
  const { workers } = process.report.getReport() as { readonly workers?: readonly unknown[] };
  return workers?.length ?? 0;
};
