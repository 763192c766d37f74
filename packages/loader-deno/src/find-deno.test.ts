import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { startLeakCheck } from '@mortise/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rejection, Scope } from '../fixtures/scope.ts';
import { findDeno } from './find-deno.ts';

let folder: string;
let check: () => Promise<void>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mortise-find-'));
  check = startLeakCheck();
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await check();
});

/** A program that is not Deno. */
const program = (text: string): string => {
  const path = join(folder, 'deno');
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
};

const startWith = async (deno: string, startTimeout = '10s') => {
  const scope = new Scope({ options: { deno }, limits: { startTimeout } });
  const error = await rejection(scope.probe());
  await scope.end();
  return error;
};

test("findDeno() finds the program in npm's package, not the script that starts it", async () => {
  expect(await findDeno()).toMatch(/[\\/]@deno[\\/][^\\/]+[\\/]deno(\.exe)?$/);
});

test('findDeno() takes what it is told', async () => {
  const path = program('exit 0');
  expect(realpathSync(await findDeno(path))).toBe(realpathSync(path));
});

test('findDeno() gives the whole path of a relative one, since Deno is started from another folder', async () => {
  const path = program('exit 0');
  expect(await findDeno(relative(process.cwd(), path))).toBe(path);
});

test('a relative path is seen from the folder in which the loader was created', async () => {
  program('echo 2.4.9; exec cat');
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
  const scope = new Scope({ options: { deno: './deno' } });
  cwd.mockRestore();
  expect(await rejection(scope.probe())).toMatchObject({ code: 'old_deno' });
  await scope.end();
});

test('deno_not_found says what to do, and does not stay', async () => {
  const path = join(folder, 'deno');
  expect(await startWith(path)).toMatchObject({
    code: 'deno_not_found',
    pluginId: 'demo.probe',
    phase: 'load',
    hint: expect.stringContaining('npm install deno'),
  });
  program('exit 0');
  expect(await findDeno(path)).toBe(path);
});

test('deno_not_found is also said of one that was there before', async () => {
  const path = program('exit 0');
  expect(await findDeno(path)).toBe(path);
  rmSync(path);
  expect(await startWith(path)).toMatchObject({ code: 'deno_not_found' });
});

test('deno_not_found says that a folder is no program', async () => {
  expect(await startWith(folder)).toMatchObject({ code: 'deno_not_found' });
});

test.each([
  ['ends', 'echo "no such thing" >&2; exit 3', /exit code 3; it said last: no such thing$/],
  ['says something else', 'echo hello; exec cat', /it does not say that it is Deno$/],
  ['closes its output', 'exec >&-; read line', /closed its standard output$/],
])('cannot_start says that the program %s', async (_, text, why) => {
  const error = await startWith(program(text));
  expect(error).toMatchObject({ code: 'cannot_start', pluginId: 'demo.probe', phase: 'load' });
  expect(error.message).toMatch(why);
});

test('a program that says nothing is ended with its time', async () => {
  expect(await startWith(program('exec cat'), '200ms')).toMatchObject({ phase: 'load' });
});

test('old_deno names both versions', async () => {
  expect(await startWith(program('echo 2.4.9; exec cat'))).toMatchObject({
    code: 'old_deno',
    message: expect.stringMatching(/it is version 2\.4\.9, 2\.5\.0 is needed$/),
  });
});

test('invalid_flag refuses what Deno could take for the program', () => {
  for (const flag of ['main.ts', '-', '--', ''])
    expect(() => new Scope({ options: { unsafeFlags: [flag] } })).toThrow(
      expect.objectContaining({ code: 'invalid_flag' }),
    );
});
