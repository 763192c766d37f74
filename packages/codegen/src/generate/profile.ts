import { posix } from 'node:path';
import { openManifest } from '@mortise/artifact';
import { type Complaint, type Fault, invalidDocument } from '@mortise/json';
import { type FoundPlugin, openProfile, type ProfilePlan, resolveProfile } from '@mortise/profile';
import type { Package, Workspace } from '../workspace/workspace.ts';
import { manifestFile, pluginModule, versionOf } from './plugin.ts';

/** The profile files of a product, relative to the workspace, sorted. */
export const profileFiles = (workspace: Workspace, product: Package): string[] => {
  const folder = posix.join(product.directory, 'profiles');
  return workspace.files
    .list(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => posix.join(folder, name));
};

/** A profile's name: that of its file. */
export const profileName = (file: string): string => posix.basename(file, '.json');

/** Whether a text can name a profile: it becomes part of file names and of an import condition. */
const isProfileName = (name: string): boolean => /^[a-z][a-z0-9-]*$/.test(name);

const misnamed = (file: string): Fault => ({
  file,
  found: `the profile name ${JSON.stringify(profileName(file))}`,
  expected: 'lower-case words joined by hyphens, such as "edge"',
  hint: 'rename the file, or move it out of the folder if it is no profile',
});

/** The bootstrap of a profile, relative to its product. */
export const bootstrapFile = (profile: string): string => `src/bootstrap.${profile}.gen.ts`;

/**
 * Reads a profile and resolves it to a plan.
 *
 * @param workspace where its plugins are found
 * @param product the package that has the profile
 * @param file the profile's path, relative to the workspace
 * @throws MortiseError `invalid_document` with all faults
 */
export const readPlan = (workspace: Workspace, product: Package, file: string): ProfilePlan => {
  if (!isProfileName(profileName(file))) throw invalidDocument('profile', file, [misnamed(file)]);
  const document = openProfile(workspace.files.read(file) ?? '', file);
  const found = new Map<string, FoundPlugin | Complaint>();
  const find = (key: string): FoundPlugin | Complaint => {
    const known = found.get(key) ?? findPlugin(workspace, product, key);
    found.set(key, known);
    return known;
  };
  return resolveProfile(document, { name: profileName(file), find });
};

const notMember = (key: string, folder: string, why: string): Complaint => ({
  found: `${JSON.stringify(key)}, which ${why}`,
  expected: 'a package of the workspace',
  hint: `give it a package.json, and list ${folder} in "workspaces" of the root's`,
});

const findPlugin = (workspace: Workspace, product: Package, key: string): FoundPlugin | Complaint => {
  if (posix.isAbsolute(key)) {
    const hint = 'write where it lies, seen from the product';
    return {
      found: JSON.stringify(key),
      expected: 'a package, or a path that begins with "./" or "../"',
      hint,
    };
  }
  const isPath = /^\.{1,2}\//.test(key);
  const folder = posix.join(product.directory, key).replace(/\/$/, '');
  const plugin = isPath ? workspace.at(folder) : workspace.resolve(key, product.directory);
  if (!plugin) {
    const isThere = isPath && workspace.files.read(manifestFile(folder)) !== undefined;
    if (isThere) return notMember(key, folder, 'has no package.json');
    const hint = isPath ? 'mend the path; it is relative to the product' : `npm install ${key}`;
    return { found: `${JSON.stringify(key)}, which is not there`, expected: 'an installed plugin', hint };
  }
  const file = manifestFile(plugin.directory);
  const text = workspace.files.read(file);
  if (text === undefined) {
    return {
      found: `${JSON.stringify(key)}, which has no plugin.json`,
      expected: 'a plugin',
      hint: 'name another package',
    };
  }
  // Whoever installs a plugin may have got its build alone; of one that is written here, nothing would be generated.
  const isWritten = isPath || workspace.packages.includes(plugin);
  const module = pluginModule(plugin.directory);
  if (isWritten && workspace.files.read(module) === undefined) {
    return {
      found: `${JSON.stringify(key)}, which has plugin.json and no src/plugin.ts`,
      expected: 'a plugin',
      hint: `write ${module}, which exports the plugin by default`,
    };
  }
  // What registers it would not be generated.
  if (isPath && !workspace.packages.includes(plugin))
    return notMember(key, folder, 'is no member of the workspace');
  const manifest = openManifest(text, file).check();
  const specifier = isPath ? undefined : key;
  return {
    directory: plugin.directory,
    manifest,
    version: versionOf(manifest, plugin),
    ...(specifier === undefined ? {} : { specifier }),
  };
};
