import { type ChildProcess, spawn } from 'node:child_process';

// A process that loops never learns that its host has gone: nothing in it can be relied on. So a shell waits for
// that in its place. It hears of each child, and kills what is left when the pipe from here ends, which it does
// however this process ends.
const script = `
trap '' HUP INT TERM
pids=' '
while read -r what pid; do
  case $what in
    +) pids="$pids$pid " ;;
    -) case $pids in *" $pid "*) pids="\${pids%% $pid *} \${pids#* $pid }" ;; esac ;;
  esac
done
for pid in $pids; do kill -9 "$pid" 2>/dev/null; done
`;

/** Whether there is a shell. */
export const canSweep = process.platform !== 'win32';

let sweeper: ChildProcess | undefined;
let count = 0;

/**
 * Sees to it that a child does not outlive this process, however that ends.
 *
 * @returns to be called when the child has gone
 */
export const sweep = (pid: number): (() => void) => {
  if (!canSweep) return () => {};
  sweeper ??= start();
  const own = sweeper;
  count += 1;
  own.stdin?.write(`+ ${pid}\n`);
  return () => {
    own.stdin?.write(`- ${pid}\n`);
    count -= 1;
    // The last one has gone: it ends with its input.
    if (count > 0 || sweeper !== own) return;
    own.stdin?.end();
    sweeper = undefined;
  };
};

const start = (): ChildProcess => {
  const child = spawn('/bin/sh', ['-c', script], {
    // In a session of its own, so that no key on our terminal ends it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
    cwd: '/',
  });
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  // Where there is no shell, children still end when they next read.
  for (const one of [child, child.stdin]) one?.on('error', () => {});
  return child;
};
