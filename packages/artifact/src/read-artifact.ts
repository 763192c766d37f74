import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Artifact, Manifest } from '@mortise/core';
import { readJson } from '@mortise/json';
import { missingMain, noVersion, outsideFolder, unreadable } from './errors.ts';
import { openManifest } from './manifest.ts';

/** The parts of a package.json that matter to a plugin. */
interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly main?: string;
  readonly exports?: unknown;
}

/**
 * Reads a plugin's folder: its manifest, its version, its module with the hash of that. Nothing of
 * the plugin runs.
 *
 * @param directory the folder that holds plugin.json
 * @returns the artifact, with absolute paths
 * @throws MortiseError `invalid_document` with all faults of the manifest; `no_version`,
 *   `missing_main`, `outside_folder`, `unreadable`
 */
export const readArtifact = (directory: string): Artifact => {
  const root = resolve(directory);
  const file = join(root, 'plugin.json');
  const manifest = openManifest(readText(file, directory), file).check();
  const packageFile = join(root, 'package.json');
  const about = existsSync(packageFile)
    ? readJson<PackageJson>(packageFile, { what: 'package.json', schema: { type: 'object' } }).check()
    : {};
  const source = about.name ?? directory;
  const version = about.version ?? manifest.version;
  if (!version) throw noVersion(manifest.id, source);
  const main = mainOf(root, manifest, about, source);
  const sha256 = createHash('sha256').update(readFileSync(main)).digest('hex');
  return { manifest, version, source, directory: root, main, files: { [relative(root, main)]: sha256 } };
};

const readText = (file: string, source: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw unreadable(source, cause);
  }
};

/** The module that the manifest names, else package.json's; never one outside the folder, also not by a link. */
const mainOf = (root: string, manifest: Manifest, about: PackageJson, source: string): string => {
  const named = manifest.main ?? exported(about.exports) ?? about.main ?? 'index.js';
  const main = resolve(root, named);
  if (!existsSync(main)) throw missingMain(manifest.id, source, named);
  if (!realpathSync(main).startsWith(realpathSync(root) + sep))
    throw outsideFolder(manifest.id, source, named);
  return main;
};

/** What Node would import by the package's name: the first of its conditions that fits. */
const exported = (exports: unknown): string | undefined => {
  if (typeof exports === 'string') return exports;
  if (exports === null || typeof exports !== 'object') return undefined;
  const entries = exports as Record<string, unknown>;
  return exported(entries['.'] ?? entries.import ?? entries.node ?? entries.default);
};
