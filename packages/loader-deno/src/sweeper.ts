import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { isThere } from './is-there.ts';

// A process that loops never learns that its host has gone: nothing in it can be relied on. So a shell waits for
// that in its place. It hears of each child, and kills what is left, with all that a child has started, when the pipe
// from here ends, which it does however this process ends. A child that has ended is told at once, before its number
// can be another's.
const script = `
trap '' HUP INT TERM
pids=' '
while read -r what pid; do
  case $what in
    +) pids="$pids$pid " ;;
    -) case $pids in *" $pid "*) pids="\${pids%% $pid *} \${pids#* $pid }" ;; esac ;;
  esac
done
for pid in $pids; do kill -9 "-$pid" 2>/dev/null; done
`;

/** Whether there is a shell that this process may see. */
export const canSweep = isThere('/bin/sh');

/** How long the end of a sweeper that has nothing left to do is waited for, in milliseconds. */
const patience = 5_000;

/** Children that have not ended. */
const live = new Set<number>();
let sweeper: ChildProcess | undefined;
/** Those that were told to end, and who waits for that. */
const ending = new Map<ChildProcess, Promise<void> | undefined>();

/**
 * Sees to it that a child does not outlive this process, however that ends.
 *
 * @param pid of the child, which leads a process group of its own
 * @returns to be called when the child has gone
 */
export const sweep = (pid: number): (() => void) => {
  if (!canSweep) return () => {};
  live.add(pid);
  if (sweeper) tell(`+ ${pid}`);
  else start();
  return () => {
    live.delete(pid);
    tell(`- ${pid}`);
    if (live.size > 0) return;
    // The last one has gone: it ends with its input.
    if (sweeper) ending.set(sweeper, undefined);
    sweeper?.stdin?.end();
    sweeper = undefined;
  };
};

/**
 * Waits until what had to see to children that are gone has gone as well. A thread that ends sooner never hears of its
 * end, and the process keeps it as a zombie. Only while this waits does it keep the program running.
 */
export const sweepersEnd = async (): Promise<void> => {
  await Promise.all(
    [...ending].map(([child, waiting]) => {
      // One wait for all: many processes may end at once.
      const end = waiting ?? endOf(child);
      ending.set(child, end);
      return end;
    }),
  );
};

const endOf = async (child: ChildProcess): Promise<void> => {
  child.ref();
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), patience);
  await once(child, 'exit', late).catch(() => {});
  clearTimeout(timer);
  child.unref();
  if (ending.has(child)) ending.set(child, undefined);
};

const tell = (line: string): void => {
  sweeper?.stdin?.write(`${line}\n`);
};

/** Where it cannot be, children still end when they next read; the next child starts another. */
const start = (): void => {
  let child: ChildProcess;
  try {
    child = spawn('/bin/sh', ['-c', script], {
      // In a session of its own, so that no key on our terminal ends it.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: {},
      cwd: '/',
    });
  } catch {
    return;
  }
  const forget = (): void => {
    ending.delete(child);
    if (sweeper === child) sweeper = undefined;
  };
  child.on('error', forget);
  child.on('exit', (_, signal) => {
    forget();
    // Somebody has killed it, such as a system that is short of memory.
    if (signal && !sweeper && live.size > 0) start();
  });
  child.stdin?.on('error', () => {});
  child.unref();
  (child.stdin as Partial<Socket> | null)?.unref?.();
  sweeper = child;
  for (const pid of live) tell(`+ ${pid}`);
};
