import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { closeSync, openSync, readSync } from 'node:fs';
import { denoEnvironment } from './deno-flags.ts';
import { isThere } from './is-there.ts';

/** Whether a process can lead a group, which gets no key of our terminal and ends as a whole. */
export const hasGroups = process.platform !== 'win32';

/** What the first file behind the standard streams is called in a process, whatever it is called outside. */
const firstFile = '/dev/fd/3';
const hasFileNames = isThere('/dev/fd/0');

/** What a process is made of. */
export interface Command {
  readonly program: string;
  readonly flags: readonly string[];
  /** The path of its main module, which the process does not get to know where the system can hide it. */
  readonly main: string;
  readonly args: readonly string[];
}

/**
 * Starts a process that knows nothing of its surroundings. Its streams never throw: why they end, its end tells.
 *
 * @throws where the system has no means left for it; some of that is told by its event `error` instead
 */
export const openProcess = (command: Command): ChildProcessWithoutNullStreams => {
  const file = hasFileNames && !isScript(command.program) ? openSync(command.main, 'r') : undefined;
  try {
    return spawnWith(command, file);
  } finally {
    if (file !== undefined) closeSync(file);
  }
};

const scripts = new Map<string, boolean>();

/** Whether it only starts Deno, as npm's on the PATH does, and does not hand on the files that it has. */
const isScript = (program: string): boolean => {
  const known = scripts.get(program);
  if (known !== undefined) return known;
  const file = openSync(program, 'r');
  const begin = Buffer.alloc(2);
  try {
    readSync(file, begin);
  } finally {
    closeSync(file);
  }
  scripts.set(program, begin.toString('latin1') === '#!');
  return isScript(program);
};

/** @param file the main module, where it is open */
const spawnWith = (
  { program, flags, main, args }: Command,
  file?: number,
): ChildProcessWithoutNullStreams => {
  const child = spawn(program, [...flags, file === undefined ? main : firstFile, ...args], {
    stdio: ['pipe', 'pipe', 'pipe', ...(file === undefined ? [] : [file])],
    env: denoEnvironment,
    // Else it is the program's path, which would be told.
    argv0: 'deno',
    cwd: '/',
    detached: hasGroups,
    windowsHide: true,
  }) as ChildProcessWithoutNullStreams;
  const streams = [child.stdin, child.stdout, child.stderr];
  if (!streams.every(Boolean)) {
    // Node tells why by an event, which nobody else would hear; it is always this.
    child.once('error', () => {});
    throw new Error('EMFILE: too many open files');
  }
  for (const stream of streams) stream.on('error', () => {});
  return child;
};
