import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { type Package, profileFiles, profileName, type Workspace } from '@mortise/codegen';
import { noProfiles, noTsconfig, noTypescript, typesFailed } from './errors.ts';
import type { Location } from './locate.ts';

/**
 * Runs the product's own TypeScript over its tsconfig.json, once a profile, so that a provider which
 * a profile does not have is a compile error. Those that fail come in one error.
 *
 * @param location the product, or a workspace all of whose products are meant
 * @throws MortiseError `no_profiles`, `no_tsconfig`, `no_typescript`, `types_failed`
 */
export const checkTypes = async ({ root, directory, workspace }: Location): Promise<void> => {
  const products = productsOf(workspace, directory);
  if (products.length === 0) throw noProfiles('check types');
  const runs = products.map((product) => {
    const folder = join(root, product.directory);
    const tsconfig = join(folder, 'tsconfig.json');
    if (!existsSync(tsconfig)) throw noTsconfig(tsconfig);
    const profiles = profileFiles(workspace, product).map(profileName);
    return { folder, tsc: findCompiler(folder), profiles, ours: conditionsOf(folder) };
  });
  const failures: string[] = [];
  for (const { folder, tsc, profiles, ours } of runs) {
    for (const profile of profiles) {
      const output = await compile(tsc, folder, [`profile-${profile}`, ...ours]);
      if (output !== undefined) failures.push(`profile '${profile}':\n${output.replace(/^/gm, '    ')}`);
    }
  }
  if (failures.length > 0) throw typesFailed(failures);
};

const productsOf = (workspace: Workspace, directory: string): Package[] => {
  const all = workspace.packages.filter((one) => profileFiles(workspace, one).length > 0);
  const here = all.filter((one) => one.directory === directory);
  return here.length > 0 ? here : all;
};

const findCompiler = (folder: string): string => {
  try {
    const file = createRequire(join(folder, 'package.json')).resolve('typescript/package.json');
    return join(dirname(file), 'bin/tsc');
  } catch (error) {
    throw noTypescript(folder, error);
  }
};

/**
 * Plugins and contracts of the workspace are compiled from their sources. Mortise's own are so where it is being
 * written; where it is installed, its declarations are taken: a product's strictness is not for our code.
 */
const conditionsOf = (folder: string): string[] => {
  try {
    const core = createRequire(join(folder, 'package.json')).resolve('@mortise/core/package.json');
    return core.includes(`${sep}node_modules${sep}`)
      ? ['@mortise/types', '@mortise/source']
      : ['@mortise/source'];
  } catch {
    return ['@mortise/source'];
  }
};

/** @returns what the compiler says; nothing when it is content */
const compile = (tsc: string, cwd: string, conditions: readonly string[]): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const list = conditions.join();
    const args = ['-p', 'tsconfig.json', '--noEmit', '--pretty', 'false', '--customConditions', list];
    const child = spawn(process.execPath, [tsc, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const add = (chunk: string) => {
      text += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', add);
    child.stderr.setEncoding('utf8').on('data', add);
    child.on('error', reject).on('close', (code, signal) => {
      if (code === 0) resolve(undefined);
      else resolve(text.trim() || `tsc ended with ${signal ?? `exit code ${code}`}`);
    });
  });
