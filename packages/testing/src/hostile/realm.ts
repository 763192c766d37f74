import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';

/** What all code of this process shares, and a plugin must not change. */
const shared: Readonly<Record<string, object>> = {
  Object,
  'Object.prototype': Object.prototype,
  Array,
  'Array.prototype': Array.prototype,
  Function,
  'Function.prototype': Function.prototype,
  Promise,
  'Promise.prototype': Promise.prototype,
  'Map.prototype': Map.prototype,
  'Set.prototype': Set.prototype,
  'String.prototype': String.prototype,
  'Uint8Array.prototype': Uint8Array.prototype,
  'Error.prototype': Error.prototype,
  JSON,
  Reflect,
  Math,
};

/** The state of the host's realm, environment and planted files at one moment, by name. */
export type Snapshot = ReadonlyMap<string, unknown>;

/**
 * Remembers what a plugin must not change.
 *
 * @param folder where files are planted
 */
export const takeSnapshot = (folder: string): Snapshot => {
  const seen = new Map<string, unknown>();
  for (const [name, object] of Object.entries(shared)) {
    for (const key of Reflect.ownKeys(object)) {
      const { value, get } = Reflect.getOwnPropertyDescriptor(object, key) as PropertyDescriptor;
      seen.set(`${name}.${String(key)}`, get ?? value);
    }
  }
  // Node makes some of these when they are first used: that they are there is all that counts.
  for (const key of Reflect.ownKeys(globalThis)) seen.set(`globalThis.${String(key)}`, true);
  for (const [name, value] of Object.entries(process.env)) seen.set(`environment variable ${name}`, value);
  seen.set('working folder', process.cwd());
  seen.set('mask of permissions', process.umask());
  seen.set('user', process.getuid?.());
  seen.set('priority', getPriority());
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name);
    seen.set(`file ${path.slice(folder.length + 1)}`, file.isFile() ? hashOf(path) : 'no file');
  }
  return seen;
};

/** @returns what has changed, each as a clause */
export const compare = (before: Snapshot, after: Snapshot): string[] => [
  ...[...after].flatMap(([name, value]) => {
    if (!before.has(name)) return [`the host has a new '${name}'`];
    return Object.is(before.get(name), value) ? [] : [`the host's '${name}' was changed`];
  }),
  ...[...before.keys()].filter((name) => !after.has(name)).map((name) => `the host's '${name}' has gone`),
];

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
