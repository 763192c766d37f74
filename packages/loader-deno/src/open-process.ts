import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { denoEnvironment } from './deno-flags.ts';

/** Whether a process can lead a group, which gets no key of our terminal and ends as a whole. */
export const hasGroups = process.platform !== 'win32';

/**
 * Starts a process that knows nothing of its surroundings. Its streams never throw: why they end, its end tells.
 *
 * @throws where the system has no means left for it; some of that is told by its event `error` instead
 */
export const openProcess = (program: string, args: readonly string[]): ChildProcessWithoutNullStreams => {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: denoEnvironment,
    cwd: '/',
    detached: hasGroups,
    windowsHide: true,
  });
  const streams = [child.stdin, child.stdout, child.stderr];
  if (!streams.every(Boolean)) {
    // Node tells that by an event too, which nobody else would hear.
    child.once('error', () => {});
    throw new Error('too many files are open');
  }
  for (const stream of streams) stream.on('error', () => {});
  return child;
};
