import { expect, test } from 'vitest';
import { mortise } from './run.ts';
import { linkPackages, scratch } from './scratch.ts';

test('mortise lists its commands when it is asked for help', async () => {
  using folder = scratch();
  const { code, stdout } = await mortise(folder.path, '--help');
  expect(code).toBe(0);
  expect(stdout).toMatch(/gen .*\n[\s\S]*check .*\n[\s\S]*build /);
});

test('mortise says which command was meant when it knows none of that name', async () => {
  using folder = scratch();
  const { code, stderr } = await mortise(folder.path, 'biuld');
  expect(code).toBe(1);
  expect(stderr).toContain('Did you mean build?');
});

test('mortise says what to do where there is no package', async () => {
  using folder = scratch();
  const { code, stdout, stderr } = await mortise(folder.path, 'gen');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^error Cannot find a package in '.*' or above it\nhint {2}.*npm init\n$/);
});

test('mortise build says what to write where there are no profiles, and which there are', async () => {
  using folder = scratch();
  folder.write({ 'package.json': { name: 'product' } });
  expect((await mortise(folder.path, 'build')).stderr).toContain('profiles/full.json');
  folder.write({ 'profiles/full.json': { platform: 'node', plugins: {} } });
  const { code, stderr } = await mortise(folder.path, 'build', '--profile', 'edge');
  expect(code).toBe(1);
  expect(stderr).toContain("Cannot build profile 'edge': there is no such file\nhint  Choose from: full");
});

test('mortise prints one JSON object when it is asked for, also for an error', async () => {
  using folder = scratch();
  linkPackages(folder);
  folder.write({
    'package.json': { name: 'product', type: 'module' },
    'profiles/full.json': '{ "platform": "node" ',
  });
  const { code, stdout, stderr } = await mortise(folder.path, 'check', '--json');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const { error } = JSON.parse(stdout);
  expect(error).toMatchObject({
    code: 'invalid_document',
    faults: [{ file: 'profiles/full.json', line: 1 }],
  });
  folder.write({ 'profiles/full.json': { platform: 'node', plugins: {} } });
  expect(JSON.parse((await mortise(folder.path, 'gen', '--json')).stdout)).toMatchObject({
    counts: { contracts: 0, plugins: 0, profiles: 1 },
    written: ['package.json', 'src/bootstrap.full.gen.ts'],
  });
});

test('mortise refuses a folder that is not there, and works on nothing above it', async () => {
  using folder = scratch();
  folder.write({ 'package.json': { name: 'product' } });
  const { code, stderr } = await mortise(folder.path, 'gen', '--cwd', `${folder.path}/nope/nope`);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^error Cannot work in '.*\/nope\/nope': there is no such folder\nhint /);
});

test.each(['{', 'null', '[]'])('mortise names a package.json above that holds %s', async (text) => {
  using folder = scratch();
  folder.write({ 'package.json': text, 'below/package.json': { name: 'product' } });
  const { code, stderr } = await mortise(folder.path, 'gen', '--cwd', 'below');
  expect(code).toBe(1);
  expect(stderr).toContain(`error Cannot read '${folder.path}/package.json': `);
});
