import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../workspace.ts';
import { greeterProduct } from './product.ts';
import { mortise } from './run.ts';
import { linkPackages, scratch } from './scratch.ts';

test('mortise lists its commands when it is asked for help', async () => {
  using folder = scratch();
  const { code, stdout } = await mortise(folder.path, '--help');
  expect(code).toBe(0);
  expect(stdout).toMatch(/gen .*\n[\s\S]*check .*\n[\s\S]*release .*\n[\s\S]*build /);
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

test('mortise release records a contract, and mortise check then holds its version to what changes', async () => {
  using folder = greeterProduct([], {});
  const baseline = 'contract/src/greeter.baseline.json';
  const dry = await mortise(folder.path, 'release', '--dry-run', '--json');
  expect(JSON.parse(dry.stdout)).toMatchObject({
    contracts: [{ id: 'demo:greeter@1', version: '1.0.0', state: 'recorded', file: baseline }],
    wouldWrite: expect.arrayContaining([baseline]),
  });
  expect((await mortise(folder.path, 'release', 'demo:greeter')).stdout).toContain(
    `for the first time: ${baseline}`,
  );
  expect(await mortise(folder.path, 'check', '--json')).toMatchObject({ code: 0 });

  const source = 'contract/src/greeter.contract.ts';
  const changed = readFileSync(join(folder.path, source), 'utf8').replace('name: string', 'name: number');
  folder.write({ [source]: changed });
  await mortise(folder.path, 'gen');
  const { code, stderr } = await mortise(folder.path, 'check');
  expect(code).toBe(1);
  expect(
    stderr,
  ).toBe(`error Cannot release 'demo:greeter' 1.0.0: 'Greeter.greet(name)' is number and was string since 1.0.0, which needs 2.0.0
  ${source}:4
hint  Write @contract demo:greeter@2.0.0, or take back what needs it
`);
  folder.write({ [source]: changed.replace('@1.0.0', '@2.0.0') });
  await mortise(folder.path, 'gen');
  expect((await mortise(folder.path, 'check')).stdout).toContain(
    'demo:greeter 2.0.0 has grown since 1.0.0, a major step\n  changed  major  Greeter.greet(name) is number and was string\n',
  );
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

test('mortise check --types fails for the profiles that lack a provider which the code names', {
  timeout: 300_000,
}, async () => {
  const plugins = ['loud', 'quiet'];
  const named = (...names: string[]) => ({
    platform: 'node',
    plugins: Object.fromEntries(names.map((name) => [`@demo/greeter-${name}`, {}])),
  });
  using folder = greeterProduct(plugins, { full: named(...plugins), edge: named('quiet') });
  const link = (from: string, name: string) => symlinkSync(from, join(folder.path, 'node_modules', name));
  mkdirSync(join(folder.path, 'node_modules/@demo'));
  mkdirSync(join(folder.path, 'node_modules/@types'));
  link(join(folder.path, 'contract'), '@demo/greeter');
  for (const name of plugins) link(join(folder.path, 'plugins', name), `@demo/greeter-${name}`);
  link(join(root, 'node_modules/@types/node'), '@types/node');
  folder.write({
    'src/main.ts': `import { Greeter } from '@demo/greeter';
import { createRegistry } from '@mortise/registry';
import { catalog } from '#bootstrap';

await using registry = createRegistry(catalog);
console.log(await (await registry.get(Greeter, 'loud')).greet('Ada'));
`,
  });
  await mortise(folder.path, 'gen');
  const check = () => mortise(folder.path, 'check', '--types');

  expect((await check()).stderr).toMatch(/^error Cannot check types: there is no '.*tsconfig\.json'\nhint /);
  folder.write({
    'tsconfig.json': {
      compilerOptions: {
        target: 'es2023',
        lib: ['es2023', 'esnext.disposable'],
        module: 'nodenext',
        types: ['node'],
        strict: true,
        skipLibCheck: true,
        allowImportingTsExtensions: true,
        noEmit: true,
      },
      include: ['src'],
    },
  });
  expect((await check()).stderr).toMatch(/^error Cannot check types: TypeScript is not installed in /);
  link(join(root, 'node_modules/typescript'), 'typescript');

  const { code, stderr } = await check();
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^error The types do not fit\n {2}profile 'edge':\n {4}src\/main\.ts\(6,\d+\): error TS/,
  );
  expect(stderr).toContain('\'"loud"\'');
  expect(stderr).not.toContain("profile 'full'");
  expect((await mortise(folder.path, 'check')).code).toBe(0);

  folder.write({ 'profiles/edge.json': named(...plugins) });
  await mortise(folder.path, 'gen');
  expect(await check()).toMatchObject({ code: 0, stderr: '' });
});
