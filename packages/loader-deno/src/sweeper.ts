import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';

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

/** Whether there is a shell. */
export const canSweep = existsSync('/bin/sh');

/** Children that have not ended. */
const live = new Set<number>();
let sweeper: ChildProcess | undefined;

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
    sweeper?.stdin?.end();
    sweeper = undefined;
  };
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
