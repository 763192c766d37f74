import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { listPackages, root } from '../workspace.ts';
import { run } from './run.ts';

/** The packages that are published, by name. */
export const published = (): readonly string[] =>
  listPackages()
    .filter((one) => one.private !== true && one.name.startsWith('@mortise/'))
    .map(({ name }) => name);

/**
 * Packs every published package, as `npm publish` would.
 *
 * @param folder where the tarballs go
 * @returns the path of each tarball, by the package's name
 */
export const packAll = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  mkdirSync(folder, { recursive: true });
  const workspaces = published().flatMap((name) => ['-w', name]);
  const { code, stderr } = await run('npm', ['pack', ...workspaces, '--pack-destination', folder], root);
  if (code !== 0) throw new Error(`npm pack failed:\n${stderr}`);
  const files = readdirSync(folder);
  const tarball = (name: string) =>
    files.find((file) => file.startsWith(`${name.slice(1).replace('/', '-')}-`));
  return new Map(published().map((name) => [name, join(folder, tarball(name) as string)]));
};

/**
 * Installs packed packages, and what they need from the registry, in a folder outside the workspace.
 *
 * @param folder with a package.json
 * @param tarballs what {@link packAll} gave
 * @param names which of them, with every package of this workspace that they depend on
 */
export const installTarballs = async (
  folder: string,
  tarballs: ReadonlyMap<string, string>,
  names: readonly string[],
): Promise<void> => {
  const files = names.map((name) => tarballs.get(name) as string);
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...files];
  const { code, stderr } = await run('npm', args, folder);
  if (code !== 0) throw new Error(`npm install failed:\n${stderr}`);
};
