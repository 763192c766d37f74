import { beforeEach, describe, expect, test } from 'vitest';
import { agentWorkspace, filesOf, type Texts, written } from '../../fixtures/agent-workspace.ts';
import { generate } from '../generate/generate.ts';
import { type ContractOptions, scaffoldContract } from './scaffold-contract.ts';
import { scaffoldPlugin } from './scaffold-plugin.ts';

let texts: Texts;

beforeEach(async () => {
  texts = await agentWorkspace();
});

const add = async (options: ContractOptions, to: Texts = texts): Promise<Texts> =>
  written(to, (await scaffoldContract(filesOf(to), options)).changes);

const faultsOf = async (options: ContractOptions): Promise<string> =>
  scaffoldContract(filesOf(texts), options).then(
    () => '',
    ({ message }) => message,
  );

describe('scaffoldContract()', () => {
  test('adds a package with the contract, its token and its model', async () => {
    const { changes, packageName } = await scaffoldContract(filesOf(texts), { name: 'key-value' });
    expect(packageName).toBe('@era/key-value');
    expect(changes.map(({ path }) => path)).toEqual([
      'contracts/key-value/README.md',
      'contracts/key-value/package.json',
      'contracts/key-value/src/index.ts',
      'contracts/key-value/src/key-value.contract.ts',
      'contracts/key-value/src/key-value.gen.md',
      'contracts/key-value/src/key-value.gen.ts',
      'contracts/key-value/src/key-value.gen.wit',
      'contracts/key-value/src/key-value.model.json',
      'contracts/key-value/src/key-value.wire.gen.ts',
      'contracts/key-value/src/wire.ts',
      'contracts/key-value/tsconfig.json',
      'package.json',
    ]);
    const all = written(texts, changes);
    expect(all['contracts/key-value/src/wire.ts']).toBe(
      "export { KeyValueWire } from './key-value.wire.gen.ts';\n",
    );
    expect(JSON.parse(`${all['contracts/key-value/package.json']}`).exports['./wire']).toEqual({
      '@mortise/source': './src/wire.ts',
      types: './dist/wire.d.ts',
      default: './dist/wire.js',
    });
    const model = JSON.parse(`${all['contracts/key-value/src/key-value.model.json']}`);
    expect(model).toMatchObject({ id: 'era:key-value@1', version: '1.0.0', name: 'KeyValue' });
  });

  test('says what is generated from it and how it is released', async () => {
    const { changes, next } = await scaffoldContract(filesOf(texts), { name: 'key-value' });
    const folder = 'contracts/key-value';
    const readme = `${written(texts, changes)[`${folder}/README.md`]}`;
    const generated = changes.map(({ path }) => path).filter((path) => /\.(gen|model)\./.test(path));
    expect(generated).toHaveLength(5);
    for (const path of generated) expect(readme).toContain(`| \`${path.slice(folder.length + 1)}\` |`);
    expect(readme).toContain("`import { KeyValueWire } from '@era/key-value/wire'`");
    expect(readme).toContain('`npx mortise release era:key-value`');
    expect(next.at(-1)).toContain('npx mortise release era:key-value');
  });

  test('changes nothing when it runs twice, and leaves what a person has written', async () => {
    const once = await add({ name: 'store' });
    expect((await scaffoldContract(filesOf(once), { name: 'store' })).changes).toEqual([]);
    expect((await generate(filesOf(once))).changes).toEqual([]);
    const mine = {
      ...once,
      'contracts/store/src/store.contract.ts':
        '/** @contract era:store@1.1.0 */\nexport interface Store { a(): Promise<void> }\n',
    };
    const all = await add({ name: 'store' }, mine);
    expect(all['contracts/store/src/store.contract.ts']).toBe(mine['contracts/store/src/store.contract.ts']);
    expect(all['contracts/store/src/store.gen.ts']).toContain("'1.1.0'");
  });

  test('refuses the folder of a contract of another namespace', async () => {
    const once = await add({ name: 'store', namespace: 'demo' });
    for (const namespace of ['other', undefined])
      await expect(scaffoldContract(filesOf(once), { name: 'store', namespace })).rejects.toMatchObject({
        code: 'invalid_options',
        faults: [
          {
            file: '--namespace',
            found: `"${namespace ?? 'era'}", and "contracts/store/src/store.contract.ts" is demo:store`,
            hint: 'give another one: --directory',
          },
        ],
      });
  });

  test('says where the contract has another version than the one asked for', async () => {
    const once = await add({ name: 'store' });
    const { changes, kept } = await scaffoldContract(filesOf(once), {
      name: 'store',
      contractVersion: '2.0.0',
    });
    expect(changes).toEqual([]);
    expect(kept).toEqual([
      expect.stringMatching(
        /^contracts\/store\/src\/store\.contract\.ts:\d+ has version "1\.0\.0", which stays: for "2\.0\.0", write @contract era:store@2\.0\.0 there$/,
      ),
    ]);
    const same = { name: 'store', contractVersion: '1.0.0' };
    expect((await scaffoldContract(filesOf(once), same)).kept).toEqual([]);
  });

  test('adds one more, and a plugin for it', async () => {
    const two = await add(
      { name: 'queue', namespace: 'acme', contractVersion: '2.1.0' },
      await add({ name: 'store' }),
    );
    expect(
      JSON.parse(`${two['package.json']}`).workspaces.filter((one: string) => one === 'contracts/*'),
    ).toHaveLength(1);
    const { changes } = await scaffoldPlugin(filesOf(two), { name: 'redis', contract: 'acme:queue' });
    const all = written(two, changes);
    expect(JSON.parse(`${all['plugins/queue-redis/plugin.json']}`).provides).toEqual({
      'acme:queue@2.1.0': { redis: {} },
    });
    expect(all['plugins/queue-redis/src/redis-queue.ts']).toContain(
      'async put(_entry: QueueEntry): Promise<void>',
    );
  });

  test('joins a package that is there, and says what is left to do', async () => {
    const directory = 'agent/contracts/runtime';
    const { changes, next, packageName } = await scaffoldContract(filesOf(texts), {
      name: 'network',
      directory,
    });
    expect(packageName).toBe('@era/runtime');
    const all = written(texts, changes);
    expect(JSON.parse(`${all[`${directory}/package.json`]}`).mortise.contracts).toEqual([
      './src/runtime.contract.ts',
      './src/network.contract.ts',
    ]);
    expect(all[`${directory}/src/index.ts`]).toBe(texts[`${directory}/src/index.ts`]);
    expect(next[0]).toContain("export * from './network.gen.ts'");
    expect(next[1]).toContain('add "./wire"');
    const { next: more } = await scaffoldContract(filesOf(all), { name: 'disk', directory });
    expect(more[1]).toContain("export { DiskWire } from './disk.wire.gen.ts'; into agent/contracts/runtime");
  });

  test.each([
    ['a bad name', { name: 'Key_value' }, /NAME: found "Key_value"/],
    ['a bad namespace', { name: 'a', namespace: 'Acme' }, /--namespace: found "Acme"/],
    [
      'a bad version',
      { name: 'a', contractVersion: '1' },
      /--contract-version: found "1", expected a version/,
    ],
    [
      'a contract that is there',
      { name: 'runtime', directory: 'contracts/b', packageName: '@era/b' },
      /NAME: found era:runtime@1\.0\.0, which "agent\/contracts/,
    ],
    [
      'a package that is there',
      { name: 'runtime', namespace: 'era' },
      /--package-name: found "@era\/runtime"/,
    ],
    ['a folder outside', { name: 'a', directory: 'a/../..' }, /--directory/],
  ])('refuses %s', async (_, options, expected) => {
    expect(await faultsOf(options)).toMatch(expected);
  });
});
