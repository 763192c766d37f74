import { spawn } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transform } from 'esbuild';
import { root } from '../workspace.ts';
import type { Example } from './read-examples.ts';

const source = pathToFileURL(join(root, 'tools/setup/source.mjs')).href;

/**
 * Runs an example as a program of its own, in an empty folder and on the packages' sources.
 *
 * @returns the lines that it printed, without those that are empty and without indentation
 * @throws Error with what it wrote to standard error, where it fails or writes there
 */
export async function runExample({ code, place }: Example): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mortise-example-'));
  try {
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const { exit, output, errors } = await run(await stripTypes(code), folder);
    if (exit !== 0 || errors !== '') throw new Error(`${place} ended with ${exit}: ${errors}`);
    return output.split('\n').flatMap((line) => line.trim() || []);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const stripTypes = async (code: string) =>
  (await transform(code, { loader: 'ts', tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } } }))
    .code;

async function run(script: string, cwd: string) {
  const child = spawn(process.execPath, [`--import=${source}`, '--input-type=module', '-'], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NODE_OPTIONS: undefined },
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (errors += chunk));
  child.stdin.end(script);
  const exit = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { exit, output, errors };
}
