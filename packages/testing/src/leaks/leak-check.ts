import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { leaked } from '../errors.ts';

/** How long what was ended may take to go, in milliseconds; a busy machine takes its time. */
const patience = 3_000;
/** It is looked for soon at first, later every 20 ms. */
const longestPause = 20;

/**
 * Counts what keeps this process running or listens to it: timers, handles, threads, child processes,
 * listeners of the process. On Linux it also sees children that were told not to keep the process running, and files
 * that are open. Call it before a test, and what it returns behind.
 *
 * @param options `files`: whether open files count, too; `node:wasi` in a thread closes none, so they do not unless
 * told
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
export const startLeakCheck = ({ files = false }: { files?: boolean } = {}): (() => Promise<void>) => {
  // Node opens these when they are first used, which may be between the two counts.
  void [process.stdout, process.stderr];
  const count = () => countOf([...resources(), ...children(), ...(files ? openFiles() : [])]);
  const before = count();
  const more = () => beyond(before, count());
  return async () => {
    const end = performance.now() + patience;
    for (let look = 1; more().length > 0 && performance.now() < end; look += 1)
      await new Promise((resolve) => setTimeout(resolve, Math.min(look, longestPause)));
    const left = more();
    if (left.length > 0) throw leaked(left);
  };
};

type Counts = ReadonlyMap<string, number>;

const beyond = (before: Counts, after: Counts): string[] =>
  [...after].flatMap(([what, now]) => {
    const extra = now - (before.get(what) ?? 0);
    return extra > 0 ? `${extra} ${what}` : [];
  });

const countOf = (all: readonly string[]): Counts => {
  const counts = new Map<string, number>();
  for (const what of all) counts.set(what, (counts.get(what) ?? 0) + 1);
  return counts;
};

/** What Node counts itself. */
const resources = (): string[] => [
  ...process.getActiveResourcesInfo(),
  ...Array.from({ length: threads() }, () => 'Worker'),
  ...process
    .eventNames()
    .flatMap((event) => process.listeners(event as never).map(() => `listener of '${String(event)}'`)),
];

/** Nothing else tells of threads whose makers have forgotten them. */
const threads = (): number => {
  const { workers } = process.report.getReport() as { readonly workers?: readonly unknown[] };
  return workers?.length ?? 0;
};

/** Each by its path. */
const openFiles = (): string[] =>
  entries('/proc/self/fd').flatMap((descriptor) => {
    const path = attempt(() => readlinkSync(`/proc/self/fd/${descriptor}`));
    // The rest is what Node counts itself, what the engine has, and this very list.
    return path?.startsWith('/') && !/^\/(proc|dev)\//.test(path) ? [`open ${path}`] : [];
  });

/** A test may be the first that builds something: esbuild has one process for as long as there is this one. */
const lasting: readonly (string | undefined)[] = ['esbuild', undefined];

const children = (): string[] =>
  entries('/proc/self/task').flatMap((thread) => {
    const pids = attempt(() => readFileSync(`/proc/self/task/${thread}/children`, 'utf8'));
    return (pids?.match(/\d+/g) ?? []).flatMap((pid) => {
      const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
      const [, name, state] = stat?.match(/\((.*)\) (\S)/s) ?? [];
      return lasting.includes(name) || state === 'Z' ? [] : `child process '${name}'`;
    });
  });

const entries = (folder: string): string[] => attempt(() => readdirSync(folder)) ?? [];

/** Processes and files may be gone between two looks, and other systems have no such folders. */
const attempt = <T>(look: () => T): T | undefined => {
  try {
    return look();
  } catch {
    return undefined;
  }
};
