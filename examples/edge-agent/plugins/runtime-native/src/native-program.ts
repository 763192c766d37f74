import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { AppSpec } from '@era/runtime';
import {
  type AppLog,
  type Ending,
  environmentOf,
  type Program,
  startFailed,
  within,
} from '@era/runtime-base';
import { guardGroup } from './guard.ts';
import { killGroup, stopGroup } from './ladder.ts';

/** How long output is waited for that a process outside the group holds open, in milliseconds. */
const strayOutput = 200;

/** So many turns read what a pipe can hold at most, with 64 KiB in each. */
const turnsOfPipe = 16;

/**
 * Runs a program as a child process: no shell, only the environment that the application names, in a
 * process group of its own, so that what it starts ends with it.
 */
export const launchProgram = (app: AppSpec, log: AppLog): Program => {
  const failure = (error: NodeJS.ErrnoException) =>
    startFailed(app.id, error.message, hints[error.code ?? ''], error);
  let child: ChildProcess;
  try {
    child = spawn(app.program, app.args ?? [], {
      cwd: app.cwd,
      detached: true,
      env: environmentOf(app),
      stdio: [app.stdin ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    // Some failures are thrown and others are events; which ones is not documented.
    const { message } = error as Error;
    return {
      started: Promise.reject(failure(error as Error)),
      ended: Promise.resolve({ state: 'failed', reason: message }),
      stop: async () => {},
    };
  }
  const { pid } = child;
  const started = once(child, 'spawn').then(
    () => {},
    (error) => Promise.reject(failure(error)),
  );
  // A program that ends without reading its input is no failure of the agent.
  child.stdin?.on('error', () => {}).end(app.stdin);
  const ended = started
    .then(() => follow(child, log))
    .catch(({ message }: Error): Ending => ({ state: 'failed', reason: message }));
  const stop = async (timeout: number) => {
    if (pid !== undefined) await stopGroup(pid, app.stopSignals, timeout, ended, log);
    await ended;
  };
  return { ...(pid === undefined ? {} : { pid }), started, ended, stop };
};

const hints: Record<string, string> = {
  EACCES: 'Make it executable: chmod +x',
  ENOENT: 'If it is a script, the interpreter that its first line names is missing',
  ENOEXEC: 'It is no program of this machine; a script needs a first line such as #!/bin/sh',
};

/** Keeps the log until the program has ended, then ends what it left in its group. */
const follow = async (child: ChildProcess, log: AppLog): Promise<Ending> => {
  const group = child.pid as number;
  const dismissGuard = guardGroup(group);
  const output = Promise.all([pour(child.stdout, 'stdout', log), pour(child.stderr, 'stderr', log)]);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  killGroup(group, 'SIGKILL');
  await dismissGuard();
  log.release();
  await readRest(child, output);
  if (signal) return { state: 'failed', signal, reason: `ended by ${signal}` };
  return { state: 'exited', exitCode: code ?? 0 };
};

/** Waits for what the program has left in its pipes; not for what others, who hold them open, may write. */
const readRest = async ({ stdout, stderr }: ChildProcess, output: Promise<unknown>): Promise<void> => {
  const bytesRead = () =>
    [stdout, stderr].reduce((sum, from) => sum + ((from as Socket | null)?.bytesRead ?? 0), 0);
  let before = -1;
  for (let turn = 0; turn < turnsOfPipe && before !== bytesRead(); turn += 1) {
    before = bytesRead();
    if (await within(output, strayOutput)) return;
  }
  stdout?.destroy();
  stderr?.destroy();
};

const pour = async (from: Readable | null, stream: 'stdout' | 'stderr', log: AppLog): Promise<void> => {
  try {
    for await (const chunk of from ?? []) {
      log.write(stream, chunk);
      await log.room();
    }
  } catch {
    // Destroyed, because somebody else holds it open.
  }
};
