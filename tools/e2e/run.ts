import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../workspace.ts';

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end.
 *
 * @param file the program
 * @param args its arguments
 * @param cwd where it runs
 * @param env what it gets beside this process's environment
 */
export const run = (
  file: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
  });

/** Runs the command `mortise` of this repository, from its sources. */
export const mortise = (cwd: string, ...args: readonly string[]): Promise<Ended> =>
  run(process.execPath, [join(root, 'packages/cli/bin/mortise.js'), ...args], cwd);

/** Runs a JavaScript file with this Node. */
export const node = (cwd: string, ...args: readonly string[]): Promise<Ended> =>
  run(process.execPath, args, cwd);
