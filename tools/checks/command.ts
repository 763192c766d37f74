import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../workspace.ts';

/**
 * Runs a JavaScript program in the root.
 *
 * @param file its path from the root
 * @returns what it printed where it failed, an empty text where it passed
 */
export async function runProgram(file: string, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [join(root, file), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  return code === 0 ? '' : output || `ended with code ${code}`;
}
