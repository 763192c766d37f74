// What is on the PATH, which is looked at where npm's package is not installed.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('node:module', () => ({
  createRequire: () => {
    throw new Error('nothing is installed');
  },
}));

const name = process.platform === 'win32' ? 'deno.exe' : 'deno';
let folder: string;
beforeEach(() => {
  // Nothing that was found before is known.
  vi.resetModules();
  folder = mkdtempSync(join(tmpdir(), 'mortise-path-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** A program in a folder of its own. */
const program = (of: string): string => {
  mkdirSync(join(folder, of));
  const path = join(folder, of, name);
  writeFileSync(path, '');
  chmodSync(path, 0o755);
  return path;
};

const find = async (...folders: readonly string[]): Promise<string> => {
  vi.stubEnv('PATH', folders.join(delimiter));
  return (await import('./find-deno.ts')).findDeno();
};

test('a relative folder of the PATH gives a whole path', async () => {
  const path = program('a');
  expect(await find('', relative(process.cwd(), join(folder, 'a')))).toBe(path);
});

test('a folder of that name hides no program behind it', async () => {
  mkdirSync(join(folder, 'a', name), { recursive: true });
  const path = program('b');
  expect(await find(join(folder, 'a'), join(folder, 'b'))).toBe(path);
});

test('what was found is taken again while it is there, and then what is there instead', async () => {
  const [first, second] = [program('a'), program('b')];
  const folders = [join(folder, 'b'), join(folder, 'a')];
  rmSync(second);
  expect(await find(...folders)).toBe(first);
  writeFileSync(second, '', { mode: 0o755 });
  expect(await find(...folders)).toBe(first);
  rmSync(first);
  expect(await find(...folders)).toBe(second);
  rmSync(second);
  await expect(find(...folders)).rejects.toMatchObject({ code: 'deno_not_found' });
  writeFileSync(first, '', { mode: 0o755 });
  expect(await find(...folders)).toBe(first);
});
