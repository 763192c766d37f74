import { posix } from 'node:path';
import { messageOf } from '@mortise/core';
import { isBoundary, loaderOf, type PlannedPlugin } from '@mortise/profile';
import { generateFailed, missingGuest, missingLoader } from '../errors.ts';
import type { Files } from '../workspace/files.ts';
import { type Package, Workspace } from '../workspace/workspace.ts';
import { profileFiles, profileName, readPlan } from './profile.ts';

/**
 * Checks what generated files rest on and generation can do without: that the loader of each isolation is listed
 * in package.json and installed, and that isolated plugins export the entry of their bundles.
 *
 * @param files a workspace that can be generated
 * @throws MortiseError `missing_guest`, `missing_loader`, or `generate_failed` with all of them; what `readPlan` throws
 */
export const checkInstalled = (files: Files): void => {
  const workspace = new Workspace(files);
  const errors = workspace.packages.flatMap((product) =>
    profileFiles(workspace, product).flatMap((file) =>
      readPlan(workspace, product, file).plugins.flatMap((plugin) => [
        ...loaderErrors(workspace, product, profileName(file), plugin),
        ...guestErrors(workspace, product, profileName(file), plugin),
      ]),
    ),
  );
  const faults = [...new Map(errors.map((error) => [messageOf(error), error])).values()];
  if (faults.length === 1) throw faults[0];
  if (faults.length > 1) throw generateFailed(faults);
};

const loaderErrors = (
  workspace: Workspace,
  product: Package,
  profile: string,
  { isolation, manifest }: PlannedPlugin,
): Error[] => {
  const loader = loaderOf(isolation);
  if (loader === undefined) return [];
  const raise = (state: string) => [missingLoader(profile, manifest.id, isolation, loader, state)];
  if (!workspace.resolve(loader, product.directory)) return raise('is not installed');
  const file = posix.join(product.directory, 'package.json');
  return lists(product, loader) || lists(workspace.at('.'), loader)
    ? []
    : raise(`is installed by chance: '${file}' does not list it`);
};

/** Also what only the build needs: a bundle carries its loader. */
const lists = (owner: Package | undefined, name: string): boolean => {
  const { dependencies, devDependencies, peerDependencies } = owner?.json ?? {};
  return Object.hasOwn({ ...dependencies, ...devDependencies, ...peerDependencies }, name);
};

const guestErrors = (
  workspace: Workspace,
  product: Package,
  profile: string,
  { specifier, isolation, manifest }: PlannedPlugin,
): Error[] => {
  if (specifier === undefined || !isBoundary(isolation)) return [];
  const { exports } = (workspace.resolve(specifier, product.directory)?.json ?? {}) as { exports?: unknown };
  if (exports === undefined) return [];
  const paths = typeof exports === 'object' && exports !== null ? Object.keys(exports) : [];
  // A pattern may hold it.
  if (paths.some((path) => path === './guest' || path.includes('*'))) return [];
  return [missingGuest(profile, manifest.id, specifier)];
};
