import { posix } from 'node:path';
import { openManifest } from '@mortise/artifact';
import { camelCase } from '@mortise/core';
import { type Complaint, type Fault, invalidDocument } from '@mortise/json';
import { type FoundPlugin, openProfile, type ProfilePlan, resolveProfile } from '@mortise/profile';
import type { Files } from '../workspace/files.ts';
import type { Package, Workspace } from '../workspace/workspace.ts';
import { fillTemplate } from './fill-template.ts';
import type { GeneratedFile, GenerateOptions } from './generated-file.ts';
import { manifestFile, versionOf } from './plugin.ts';

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

const findPlugin = (workspace: Workspace, product: Package, key: string): FoundPlugin | Complaint => {
  const isPath = /^\.{0,2}\//.test(key);
  const plugin = isPath
    ? workspace.at(posix.join(product.directory, key))
    : workspace.resolve(key, product.directory);
  if (!plugin) {
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
  const manifest = openManifest(text, file).check();
  const specifier = isPath ? undefined : key;
  return {
    directory: plugin.directory,
    manifest,
    version: versionOf(manifest, plugin),
    ...(specifier === undefined ? {} : { specifier }),
  };
};

/**
 * The bootstrap of a profile: one blank import a plugin, and the catalog's type.
 *
 * @param files the workspace
 * @param product the package that has the profile
 * @param plan the resolved profile
 * @param options `full` writes also what looks fresh
 */
export const generateBootstrap = (
  files: Files,
  product: Package,
  plan: ProfilePlan,
  { full }: GenerateOptions = {},
): GeneratedFile => {
  const taken = new Set<string>();
  const plugins = plan.plugins.map(({ specifier, directory, manifest }) => {
    const folder = posix.relative(posix.join(product.directory, 'src'), directory);
    return {
      alias: aliasOf(manifest.id, taken),
      plugin: specifier ?? `${folder}/src/plugin.ts`,
      register: specifier ? `${specifier}/register` : `${folder}/src/register.gen.ts`,
    };
  });
  const paths = plan.plugins.flatMap(({ manifest }) => Object.keys(manifest.provides)).sort();
  const path = posix.join(product.directory, bootstrapFile(plan.name));
  const values = { plugins, paths, empty: plugins.length === 0 };
  return fillTemplate(files, path, {
    template: 'bootstrap.gen.ts',
    from: `../profiles/${plan.name}.json`,
    values,
    full,
  });
};

/**
 * A plugin's name in a bootstrap. `demo.a.b` and `demo.a-b` would have the same one, so the second gets a
 * number. It is no word of the language, and no other name of the file: each has a capital letter or a
 * digit inside.
 */
const aliasOf = (id: string, taken: Set<string>): string => {
  const plain = camelCase(id);
  let alias = plain;
  for (let count = 2; taken.has(alias); count += 1) alias = `${plain}${count}`;
  taken.add(alias);
  return alias;
};
