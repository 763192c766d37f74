import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveProgram } from './resolve-program.ts';

let root: string;
const place = async (path: string, mode = 0o755): Promise<string> => {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, '');
  await chmod(file, mode);
  return file;
};
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'program-'));
});
afterAll(() => rm(root, { recursive: true }));

test('resolveProgram() takes a path from the folder of the application', async () => {
  const file = await place('apps/bin/tool');
  expect(resolveProgram('bin/tool', join(root, 'apps'))).toEqual({ file });
  expect(resolveProgram('../apps/bin/tool', join(root, 'apps'))).toEqual({ file });
  expect(resolveProgram(file, '/')).toEqual({ file });
  expect(resolveProgram('./none', root)).toEqual({ missing: `there is no '${join(root, 'none')}'` });
});

test('resolveProgram() takes a bare name from PATH, where it can be run', async () => {
  await place('first/tool', 0o644);
  await mkdir(join(root, 'second', 'tool'), { recursive: true });
  const file = await place('third/tool');
  const path = ['first', 'second', 'third'].map((folder) => join(root, folder)).join(':');
  expect(resolveProgram('tool', root, path)).toEqual({ file });
  expect(resolveProgram('none', root, path)).toEqual({ missing: expect.stringContaining('PATH') });
});

test('resolveProgram() takes a file of a package, whatever the package exports', async () => {
  const file = await place('node_modules/@scope/tool/wasm/tool');
  await writeFile(join(root, 'node_modules/@scope/tool/package.json'), '{"exports": {}}');
  const plain = await place('node_modules/plain/tool');
  const deep = join(root, 'some', 'where');
  expect(resolveProgram('npm:@scope/tool/wasm/tool', deep)).toEqual({ file });
  expect(resolveProgram('npm:plain/tool', deep)).toEqual({ file: plain });
  expect(resolveProgram('npm:plain/other', deep)).toEqual({ missing: "'plain' has no 'other'" });
  expect(resolveProgram('npm:absent/tool', deep)).toEqual({ missing: 'install it: npm install absent' });
  expect(resolveProgram('npm:@scope/tool', deep)).toEqual({
    missing: expect.stringContaining('npm:package/path'),
  });
});
