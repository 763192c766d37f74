import { beforeEach, describe, expect, test } from 'vitest';
import { agentWorkspace, filesOf, type Texts, written } from '../../fixtures/agent-workspace.ts';
import { withWires } from '../../fixtures/with-wires.ts';
import { generate } from '../generate/generate.ts';
import type { PluginOptions } from './plugin-plan.ts';
import { scaffoldContract } from './scaffold-contract.ts';
import { scaffoldPlugin } from './scaffold-plugin.ts';

const firecracker = { name: 'firecracker', contract: 'era:runtime', profile: 'edge-agent:edge' };
const folder = 'agent/plugins/runtime-firecracker';

let texts: Texts;

beforeEach(async () => {
  texts = await agentWorkspace();
});

const add = async (options: PluginOptions, to: Texts = texts): Promise<Texts> =>
  written(to, (await scaffoldPlugin(filesOf(to), options)).changes);

/** The product's package.json, with what an isolated plugin needs. */
const withLoader = (all: Texts): string => {
  const { dependencies, ...rest } = json(all, 'agent/package.json');
  return JSON.stringify({ ...rest, dependencies: { ...dependencies, '@mortise/loader-worker': '*' } });
};

const json = (all: Texts, path: string) => JSON.parse(all[path] ?? 'null');

const messageOf = async (options: PluginOptions): Promise<string> => {
  const before = { ...texts };
  const error = await scaffoldPlugin(filesOf(texts), options).catch((thrown) => thrown);
  expect(texts).toEqual(before);
  expect(error.code).toBe('invalid_options');
  expect(error.message.split('\n').slice(1)).toHaveLength(error.faults.length);
  return error.message;
};

describe('scaffoldPlugin()', () => {
  test('touches, for a third runtime, only the profile, the package.json of its product and generated files', async () => {
    const { changes, directory, packageName } = await scaffoldPlugin(filesOf(texts), firecracker);
    expect([directory, packageName]).toEqual([folder, '@era/runtime-firecracker']);
    const paths = changes.map(({ path }) => path);
    expect(paths.filter((path) => texts[path] !== undefined)).toEqual([
      'agent/package.json',
      'agent/profiles/edge.json',
      'agent/src/bootstrap.edge.gen.ts',
    ]);
    expect(paths.filter((path) => texts[path] === undefined)).toEqual(
      [
        'README.md',
        'package.json',
        'plugin.json',
        'src/firecracker-runtime.ts',
        'src/plugin.gen.ts',
        'src/plugin.test.ts',
        'src/plugin.ts',
        'src/register.gen.ts',
        'tsconfig.json',
      ].map((file) => `${folder}/${file}`),
    );
  });

  test('changes nothing when it runs twice, and nothing is left to generate', async () => {
    const once = await add(firecracker);
    expect((await scaffoldPlugin(filesOf(once), firecracker)).changes).toEqual([]);
    expect((await generate(filesOf(once))).changes).toEqual([]);
  });

  test('says where the plugin has another manifest than the one asked for', async () => {
    const once = await add(firecracker);
    const keptOf = async (options: object) => {
      const { changes, kept } = await scaffoldPlugin(filesOf(once), { ...firecracker, ...options });
      expect(changes).toEqual([]);
      return kept;
    };
    const file = `${folder}/plugin.json`;
    expect(await keptOf({ pluginId: 'era.other', provider: 'other', uses: 'mortise:log' })).toEqual([
      `${file}:4 has id "era.firecracker", which stays: for "era.other", write it there`,
      `${file}:6 has provider "firecracker", which stays: for "other", write it there, and its code`,
      `${file}:1 does not use "mortise:log@1": write it there under "uses"`,
    ]);
    expect(
      await keptOf({ contract: 'mortise:log', directory: folder, packageName: '@era/runtime-firecracker' }),
    ).toEqual([`${file}:5 does not provide "mortise:log@1": write it there, and its code`]);
    expect(await keptOf({ pluginId: 'era.firecracker', provider: 'firecracker' })).toEqual([]);
  });

  test('leaves what its author has changed, renamed or deleted', async () => {
    const mine: Texts = { ...(await add(firecracker)), [`${folder}/src/plugin.ts`]: '// mine\n' };
    delete mine[`${folder}/src/firecracker-runtime.ts`];
    delete mine[`${folder}/src/plugin.test.ts`];
    expect((await scaffoldPlugin(filesOf(mine), firecracker)).changes).toEqual([]);
  });

  test('adds one more profile, then one more plugin', async () => {
    const once = await add(firecracker);
    const twice = await add({ ...firecracker, profile: ['edge-agent:edge', 'edge-agent:full'] }, once);
    const changed = Object.keys(twice).filter((path) => twice[path] !== once[path]);
    expect(changed.sort()).toEqual(['agent/profiles/full.json', 'agent/src/bootstrap.full.gen.ts']);
    const more = await add({ ...firecracker, name: 'kata' }, twice);
    expect(json(more, 'agent/profiles/edge.json').plugins).toEqual({
      '@era/runtime-firecracker': {},
      '@era/runtime-kata': {},
      '@era/runtime-wasm': {},
    });
    expect(Object.keys(json(more, 'agent/package.json').dependencies)).toEqual([
      '@era/runtime-firecracker',
      '@era/runtime-kata',
      '@era/runtime-native',
      '@era/runtime-wasm',
    ]);
  });

  test('keeps how profile and package.json are written', async () => {
    const all = await add(firecracker);
    expect(all['agent/profiles/edge.json']).toBe(
      '{ "platform": "node", "plugins": { "@era/runtime-firecracker": {}, "@era/runtime-wasm": {} } }\n',
    );
    const tabs = JSON.stringify(json(texts, 'agent/package.json'), null, '\t');
    const withTabs = await add(firecracker, { ...texts, 'agent/package.json': tabs });
    expect(withTabs['agent/package.json']).toBe(JSON.stringify(json(all, 'agent/package.json'), null, '\t'));
  });

  test('keeps what a profile says of the plugin already', async () => {
    const once = await add(firecracker);
    const profile =
      '{ "platform": "node", "plugins": { "@era/runtime-firecracker": { "isolation": "none" } } }\n';
    const all = await add(firecracker, { ...once, 'agent/profiles/edge.json': profile });
    expect(all['agent/profiles/edge.json']).toBe(profile);
  });

  test.each(['worker', 'deno', 'wasm', 'wasm-inline'])(
    'joins it to the profile with isolation %s, and writes the same code as for one that is linked in',
    async (isolation) => {
      texts = withWires(texts);
      const all = await add({ ...firecracker, uses: 'mortise:log', isolation });
      expect(json(all, 'agent/profiles/edge.json').plugins).toEqual({
        '@era/runtime-firecracker': { isolation },
        '@era/runtime-wasm': {},
      });
      const loader = `@mortise/loader-${isolation.split('-')[0]}`;
      expect(json(all, 'agent/package.json').dependencies).toMatchObject({
        [loader]: '*',
        '@era/runtime': '^1.0.0',
        '@mortise/services': '^0.1.0',
      });
      expect(all['agent/src/bootstrap.edge.gen.ts']).toContain(`from '${loader}';`);
      const linked = await add({ ...firecracker, uses: 'mortise:log' });
      const filesIn = (of: Texts) => Object.entries(of).filter(([path]) => path.startsWith(folder));
      expect(filesIn(all)).toEqual(filesIn(linked));
      const again = await scaffoldPlugin(filesOf(all), { ...firecracker, uses: 'mortise:log', isolation });
      expect(again.changes).toEqual([]);
    },
  );

  test.each([
    ['{ "isolation": "worker" }', 'worker', 'deno'],
    ['{}', 'none', 'deno'],
    ['{ "isolation": "worker" }', 'worker', 'none'],
  ])('leaves the entry %s as it is, and says so', async (entry, found, isolation) => {
    const once = await add(firecracker, withWires(texts));
    const profile = `{\n  "platform": "node",\n  "plugins": {\n    "@era/runtime-firecracker": ${entry}\n  }\n}\n`;
    const edited = { ...once, 'agent/profiles/edge.json': profile };
    const before = { ...edited, 'agent/package.json': withLoader(edited) };
    const same = written(before, (await generate(filesOf(before))).changes);
    const { changes, kept } = await scaffoldPlugin(filesOf(same), { ...firecracker, isolation });
    expect(changes).toEqual([]);
    expect(kept).toEqual([
      `agent/profiles/edge.json:4 has '@era/runtime-firecracker' with isolation "${found}", which stays: for "${isolation}", write it there`,
    ]);
    const { kept: none } = await scaffoldPlugin(filesOf(same), firecracker);
    expect(none).toEqual([]);
  });

  test('says what is wrong with an isolation', async () => {
    expect(await messageOf({ ...firecracker, isolation: 'thread' })).toContain(
      '--isolation: found "thread", expected "none", "worker", "deno", "wasm" or "wasm-inline"',
    );
    expect(await messageOf({ ...firecracker, profile: [], isolation: 'worker' })).toContain(
      '--isolation: found "worker" and no profile, expected the profiles that it is for (name them: --profile edge-agent:edge)',
    );
  });

  test('exports what a bundle of its own starts from', async () => {
    texts = withWires(texts);
    const all = await add(firecracker);
    expect(json(all, `${folder}/package.json`).exports['./guest']).toEqual({
      '@mortise/source': './src/guest.gen.ts',
      types: './dist/guest.gen.d.ts',
      default: './dist/guest.gen.js',
    });
    expect(all[`${folder}/src/guest.gen.ts`]).toContain(
      'export const wires: readonly ContractWire[] = [RuntimeWire];',
    );
  });

  test('writes a package that fits what is installed', async () => {
    const all = await add({ ...firecracker, uses: 'mortise:log' });
    expect(json(all, `${folder}/package.json`)).toMatchObject({
      name: '@era/runtime-firecracker',
      type: 'module',
      license: 'MIT',
      sideEffects: ['./src/register.gen.ts', './dist/register.gen.js'],
      dependencies: {
        '@era/runtime': '^1.0.0',
        '@mortise/core': '^0.1.0',
        '@mortise/registry': '^0.1.0',
        '@mortise/services': '^0.1.0',
      },
    });
    expect(all[`${folder}/package.json`]).toMatch(/"\.": \{\n\s+"@mortise\/source": "\.\/src\/plugin\.ts"/);
    expect(json(all, `${folder}/plugin.json`)).toEqual({
      $schema: '../../../packages/core/plugin.schema.json',
      manifest: 1,
      id: 'era.firecracker',
      provides: { 'era:runtime@1.0.0': { firecracker: {} } },
      uses: { 'mortise:log@1': {} },
    });
    expect(json(all, `${folder}/tsconfig.json`)).toEqual({
      extends: '../../../tsconfig.settings.json',
      references: [{ path: '../../contracts/runtime' }, { path: '../../../packages/core' }],
    });
    expect(all[`${folder}/src/plugin.test.ts`]).toContain('log: createMemoryLog(),');
  });

  test('types each method by the contract and says in each what to do', async () => {
    const code = (await add(firecracker))[`${folder}/src/firecracker-runtime.ts`];
    expect(code).toContain("import type { App, Line, Runtime } from '@era/runtime';");
    expect(code).toContain('async start(_app: App): Promise<void> {');
    expect(code).toContain("async list(_states: readonly ('running' | 'ended')[]): Promise<App[]> {");
    expect(code).toContain('async *logs(_id: string, _signal?: AbortSignal): AsyncIterable<Line> {');
    expect(code).toContain(`hint: 'Write it in ${folder}/src/firecracker-runtime.ts'`);
  });

  test('tests the plugin in strict mode, with the wire modules of all its contracts', async () => {
    const testing = JSON.stringify({ name: '@mortise/testing', version: '0.1.0' });
    const before = { ...withWires(texts), 'packages/testing/package.json': testing };
    const all = await add({ ...firecracker, uses: 'mortise:log' }, before);
    const code = all[`${folder}/src/plugin.test.ts`];
    expect(code).toContain("import { RuntimeWire } from '@era/runtime/wire';");
    expect(code).toContain("import { LogWire } from '@mortise/services/wire';");
    expect(code).toContain("['in strict mode', strictPlugin(plugin, { wires: [RuntimeWire, LogWire] })],");
    expect(json(all, `${folder}/package.json`).devDependencies).toEqual({ '@mortise/testing': '^0.1.0' });
  });

  test('imports wire modules of one name under two', async () => {
    const store = await scaffoldContract(filesOf(withWires(texts)), { name: 'log', namespace: 'acme' });
    const options = { name: 'file', contract: 'acme:log', uses: 'mortise:log' };
    const all = await add(options, written(withWires(texts), store.changes));
    const code = all['plugins/log-file/src/plugin.test.ts'];
    expect(code).toContain("import { LogWire } from '@acme/log/wire';");
    expect(code).toContain("import { LogWire as MortiseLogWire } from '@mortise/services/wire';");
    expect(code).toContain('wires: [LogWire, MortiseLogWire]');
  });

  test.each([
    [
      'no "./wire"',
      'package.json',
      '{ "name": "@era/runtime", "mortise": { "contracts": ["./src/runtime.contract.ts"] } }',
    ],
    ['a "./wire" without this contract', 'src/wire.ts', "export { DiskWire } from './disk.wire.gen.ts';\n"],
  ])('tests linked in only, and says what is missing, where the package has %s', async (_, file, text) => {
    const before = { ...withWires(texts), [`agent/contracts/runtime/${file}`]: text };
    const { changes, next } = await scaffoldPlugin(filesOf(before), { ...firecracker, uses: 'mortise:log' });
    const code = written(before, changes)[`${folder}/src/plugin.test.ts`];
    expect(code).toContain("['linked in', plugin],");
    expect(code).toContain("// '@era/runtime' does not export RuntimeWire from './wire'");
    expect(code).not.toContain('strictPlugin');
    expect(code).not.toContain('LogWire');
    expect(next.at(-1)).toContain("Once '@era/runtime' exports RuntimeWire from './wire'");
  });

  test('takes every name that it is given', async () => {
    const all = await add({
      name: 'fc',
      contract: 'era:runtime@1.0.0',
      directory: './libs/fc/',
      packageName: '@acme/fc',
      pluginId: 'acme.vm.fc',
      provider: 'micro-vm',
    });
    expect(json(all, 'libs/fc/package.json').name).toBe('@acme/fc');
    expect(json(all, 'libs/fc/plugin.json')).toMatchObject({
      id: 'acme.vm.fc',
      provides: { 'era:runtime@1.0.0': { 'micro-vm': {} } },
    });
    expect(all['libs/fc/src/micro-vm-runtime.ts']).toContain(
      'export class MicroVmRuntime implements Runtime',
    );
    expect(all['libs/fc/src/plugin.ts']).toContain("runtime: { 'micro-vm': new MicroVmRuntime(context) }");
    expect(json(all, 'package.json').workspaces).toContain('libs/*');
  });

  test.each([
    ['plugins/runtime-x', undefined, ['plugins/*']],
    ['x', 'x', ['x']],
    ['plugins/x', 'plugins/x', ['plugins/*']],
  ])('makes %s part of a workspace that does not cover it', async (at, directory, added) => {
    const before = json(texts, 'package.json').workspaces;
    const all = await add({ name: 'x', contract: 'era:runtime', directory });
    expect(json(all, 'package.json').workspaces).toEqual([...before, ...added]);
    expect(json(all, `${at}/package.json`).name).toBe('@era/runtime-x');
  });

  test('brings vitest and its configuration where the workspace has none', async () => {
    const bare = { ...texts };
    delete bare['vitest.config.ts'];
    delete bare['node_modules/vitest/package.json'];
    const all = await add(firecracker, bare);
    expect(all[`${folder}/vitest.config.ts`]).toContain('@mortise/source');
    expect(json(all, `${folder}/package.json`).devDependencies).toHaveProperty('vitest');
  });

  test.each([
    ['a bad name', { name: 'Fire Cracker' }, /NAME: found "Fire Cracker", expected lower-case words/],
    [
      'a mistyped contract',
      { contract: 'era:runtme' },
      /--contract: found "era:runtme".*did you mean "era:runtime"\?/,
    ],
    ['a contract like no other', { contract: 'a:b' }, /choose from: "era:runtime", "mortise:log"/],
    ['another major', { contract: 'era:runtime@2' }, /a major that there is: "era:runtime@1"/],
    [
      'another version',
      { contract: 'era:runtime@1.5.0' },
      /the version that there is: "era:runtime@1\.0\.0"/,
    ],
    ['a mistyped profile', { profile: 'edge-agent:egde' }, /--profile: .*did you mean "edge-agent:edge"\?/],
    [
      'a profile without its product',
      { profile: 'edge' },
      /choose from: "edge-agent:edge", "edge-agent:full"/,
    ],
    ['a mistyped service', { uses: 'mortise:lgo' }, /--uses: .*did you mean "mortise:log"\?/],
    ['a folder outside', { directory: '../x' }, /--directory: found "\.\.\/x"/],
    ['an absolute folder', { directory: '/x' }, /--directory: found "\/x"/],
    [
      'a folder that is taken',
      { directory: 'packages/core' },
      /--directory: .*holds package "@mortise\/core"/,
    ],
    [
      'a package name that is taken',
      { packageName: '@mortise/core' },
      /--package-name: .*in "packages\/core"/,
    ],
    ['a bad package name', { packageName: '@Era' }, /--package-name: found "@Era"/],
    ['a bad id', { pluginId: 'era' }, /--plugin-id: found "era"/],
    ['a bad provider', { provider: 'A' }, /--provider: found "A"/],
  ])('refuses %s and changes nothing', async (_, wrong, expected) => {
    expect(await messageOf({ ...firecracker, ...wrong })).toMatch(expected);
  });

  test('names all faults at once', async () => {
    const wrong = {
      name: 'A',
      contract: 'a:b',
      profile: 'x:y',
      directory: '..',
      packageName: 'A',
      pluginId: 'a',
      provider: 'A',
      uses: 'c:d',
    };
    expect(await messageOf(wrong)).toContain(': 8 faults\n');
  });

  test('changes nothing when the profile cannot take the plugin', async () => {
    const doubled = { ...firecracker, name: 'again', provider: 'wasm' };
    await expect(scaffoldPlugin(filesOf(texts), doubled)).rejects.toMatchObject({
      message: expect.stringContaining("'era:runtime@1/wasm', which"),
    });
  });
});
