import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles, root } from '../workspace.ts';
import { run } from './run.ts';
import { type Scratch, scratch } from './scratch.ts';

/**
 * A copy of this repository as it is in the work tree, under git, with its dependencies installed.
 * Installed packages are copied, not linked: what a test installs must not reach the original.
 */
export const clone = async (): Promise<Scratch> => {
  const copy = scratch();
  for (const file of listFiles()) {
    const to = join(copy.path, file);
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(join(root, file), to);
  }
  cpSync(join(root, 'node_modules'), join(copy.path, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  rmSync(join(copy.path, 'node_modules/.cache'), { recursive: true, force: true });
  const git = (...args: readonly string[]) =>
    run('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], copy.path);
  await git('init', '-q');
  await git('add', '-A');
  await git('commit', '-q', '-m', 'copy');
  return copy;
};

/** The files that git sees changed, added or removed in a copy, sorted. */
export const changedFiles = async ({ path }: Scratch): Promise<readonly string[]> => {
  const { stdout } = await run('git', ['status', '--porcelain', '--untracked-files=all'], path);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => line.slice(3))
    .sort();
};
