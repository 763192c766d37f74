import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { AppSpec } from '@era/runtime';
import { messageOf } from '@mortise/core';
import { type JsonDocument, readJson } from '@mortise/json';
import schema from './app.schema.json' with { type: 'json' };
import { invalidApps } from './errors.ts';
import { resolveProgram } from './resolve-program.ts';

/** An application as a person writes it: paths are relative to its file, input is text or a file. */
interface AppFile extends Omit<AppSpec, 'stdin'> {
  readonly $schema?: string;
  readonly stdin?: string;
  readonly stdinFile?: string;
}

/**
 * Reads application files, and finds their programs and inputs.
 *
 * @param files paths of JSON files, one application each
 * @returns the applications, in the order of the files
 * @throws `invalid_document` with all faults of all files
 */
export const loadApps = (files: readonly string[]): AppSpec[] => {
  const owners = new Map<string, string>();
  const errors: unknown[] = [];
  const apps = files.flatMap((file): AppSpec[] => {
    try {
      return [loadApp(file, owners)];
    } catch (error) {
      errors.push(error);
      return [];
    }
  });
  if (errors.length === 1) throw errors[0];
  if (errors.length > 1) throw invalidApps(errors);
  return apps;
};

const loadApp = (file: string, owners: Map<string, string>): AppSpec => {
  const document = readJson<AppFile>(file, { what: 'spec', schema, takesPipe: true });
  // With a wrong value in its place, nothing further can be said of it.
  if (document.faults.length > 0 || !document.value) document.check();
  const { $schema, stdin, stdinFile, program, cwd, directories, ...rest } = document.value as AppFile;
  const folder = dirname(resolve(file));

  const owner = owners.get(rest.id);
  if (owner !== undefined) {
    document.complain(['id'], {
      found: `"${rest.id}"`,
      expected: 'an id of its own',
      hint: `${owner} has it`,
    });
  }
  owners.set(rest.id, file);
  const resolved = resolveProgram(program, folder);
  if ('missing' in resolved) {
    document.complain(['program'], {
      found: JSON.stringify(program),
      expected: 'a program',
      hint: resolved.missing,
    });
  }
  const input =
    stdinFile === undefined
      ? stdin && encoder.encode(stdin)
      : readInput(document, stdin, resolve(folder, stdinFile));
  document.check();
  return {
    ...rest,
    program: (resolved as { file: string }).file,
    cwd: resolve(folder, cwd ?? '.'),
    ...(input ? { stdin: input } : {}),
    ...(directories ? { directories: mapValues(directories, (path) => resolve(folder, path)) } : {}),
  };
};

const encoder = new TextEncoder();

const readInput = (
  document: JsonDocument<AppFile>,
  stdin: string | undefined,
  file: string,
): Uint8Array | undefined => {
  if (stdin !== undefined) {
    document.complain(['stdinFile'], { found: 'a second input', expected: 'either stdin or stdinFile' });
  }
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    const found = JSON.stringify(document.value?.stdinFile);
    document.complain(['stdinFile'], { found, expected: 'a file that can be read', hint: messageOf(error) });
    return undefined;
  }
};

const mapValues = (
  record: Record<string, string>,
  change: (value: string) => string,
): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
