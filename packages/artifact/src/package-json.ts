import { existsSync } from 'node:fs';
import { versionPattern } from '@mortise/core';
import { type About, readJson } from '@mortise/json';

/** The parts of a package.json that matter to a plugin. */
export interface PackageJson {
  readonly name?: string;
  readonly version?: string;
  readonly main?: string;
  readonly exports?: unknown;
}

const schema = {
  type: 'object',
  description: 'an object',
  properties: {
    name: { type: 'string', minLength: 1, description: "the package's name" },
    version: { type: 'string', pattern: versionPattern, description: 'a version such as "1.0.0"' },
    main: { type: 'string', description: "a path to the package's module" },
  },
};

/**
 * Reads a package.json; a plugin's folder may do without.
 *
 * @param file its path
 * @param pluginId whose it is, for errors
 * @returns what it says, or nothing where it is not there
 * @throws MortiseError `invalid_document` with all faults
 */
export const readPackageJson = (file: string, pluginId: string): PackageJson => {
  if (!existsSync(file)) return {};
  const about = (): About => ({ pluginId, phase: 'load' });
  return readJson<PackageJson>(file, { what: 'package.json', schema, about }).check();
};
