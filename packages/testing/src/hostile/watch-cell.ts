import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { killAll, listProcesses } from './processes.ts';

/** A process's life as seen from outside. */
export interface Watched {
  /** `exit code 0`, `signal SIGKILL`, or why the watcher has killed it. */
  readonly end: string;
  /** Whether it ended by itself and well. */
  readonly isWell: boolean;
  /** Standard output and error, as they came. */
  readonly output: string;
  /** Command lines of the processes that outlived it; none of them lives now. */
  readonly left: readonly string[];
  /** The most resident memory that all its processes had together, in bytes, as far as it was seen. */
  readonly peak: number;
}

/** What a cell may do at most. */
export interface CellBounds {
  /** In milliseconds. */
  readonly time: number;
  /** Of all its processes together, in bytes: protects the machine, and says nothing of the loader. */
  readonly memory: number;
  /** For its end, in milliseconds: a thread that nothing can interrupt keeps its process for ever. */
  readonly exit: number;
}

const outputKept = 1_048_576;

/**
 * Runs a program in a session of its own and ends everything that it started.
 *
 * @param mark stands in the command lines of processes that may leave the session
 * @param isEnding whether nothing is left for it to do but exit
 */
export const watchCell = async (
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  mark: string,
  bounds: CellBounds,
  isEnding: () => boolean,
): Promise<Watched> => {
  const [command, ...all] = withProcessorTime(bounds.time, [process.execPath, ...args]);
  const child = spawn(command, all, { detached: true, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const session = child.pid ?? -1;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      if (output.length < outputKept) output += text;
    });
  }
  // A session of its own does not end with ours.
  const onExit = (): void => killAll(listProcesses(session, mark));
  process.once('exit', onExit);
  let killed: string | undefined;
  let peak = 0;
  const start = performance.now();
  let endingSince = Number.POSITIVE_INFINITY;
  const kill = (why: string): void => {
    killed ??= why;
    killAll(listProcesses(session, mark));
    child.kill('SIGKILL');
  };
  const poll = setInterval(() => {
    const memory = listProcesses(session, mark).reduce((sum, one) => sum + one.memory, 0);
    peak = Math.max(peak, memory);
    if (memory > bounds.memory) kill(`killed, because it took ${Math.round(memory / 2 ** 20)} MiB`);
    const now = performance.now();
    if (now - start > bounds.time) kill(`killed, because it took ${bounds.time / 1_000} s`);
    if (endingSince > now && isEnding()) endingSince = now;
    if (now - endingSince > bounds.exit) kill('killed, because something keeps it from exiting');
  }, 100);
  const end = await new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
  });
  clearInterval(poll);
  process.off('exit', onExit);
  const left = await leftBehind(session, mark);
  // Whoever outlived it may hold its output open.
  killAll(left);
  await Promise.race([new Promise((resolve) => child.on('close', resolve)), wait(500)]);
  child.stdout.destroy();
  child.stderr.destroy();
  return {
    end: killed ?? end,
    isWell: killed === undefined && end === 'exit code 0',
    output,
    left: left.map(({ command }) => command),
    peak,
  };
};

/**
 * A program whose processes may each use so much processor time: what loops ends some time even where the
 * runner was killed and nobody watches.
 *
 * @param time in milliseconds, for each processor
 */
const withProcessorTime = (time: number, program: readonly [string, ...string[]]): [string, ...string[]] => {
  if (process.platform === 'win32') return [...program];
  const seconds = Math.ceil(time / 1_000) * availableParallelism() + 10;
  return ['/bin/sh', '-c', `ulimit -t ${seconds}; exec "$@"`, 'sh', ...program];
};

/** What still lives when its host has gone: it gets a moment to notice. */
const leftBehind = async (session: number, mark: string) => {
  for (let turn = 0; turn < 40; turn += 1) {
    const left = listProcesses(session, mark);
    if (left.length === 0) return left;
    await wait(50);
  }
  return listProcesses(session, mark);
};
