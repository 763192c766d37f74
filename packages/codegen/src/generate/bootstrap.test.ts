import { beforeEach, describe, expect, test } from 'vitest';
import { agentWorkspace, filesOf, type Texts, written } from '../../fixtures/agent-workspace.ts';
import { withWires } from '../../fixtures/with-wires.ts';
import { generate } from './generate.ts';

const profile = 'agent/profiles/full.json';
const bootstrap = 'agent/src/bootstrap.full.gen.ts';
const loader = (name: string): Texts => ({
  [`node_modules/@mortise/loader-${name}/package.json`]: `{ "name": "@mortise/loader-${name}", "version": "0.1.0" }`,
});

let texts: Texts;

beforeEach(async () => {
  const bare = {
    ...withWires(await agentWorkspace()),
    ...loader('worker'),
    ...loader('deno'),
    ...loader('wasm'),
  };
  texts = written(bare, (await generate(filesOf(bare))).changes);
});

/** The full profile's bootstrap, where native is as an entry says, and what else changes. */
const generated = async (native: object, edit: Texts = {}) => {
  const plugins = { '@era/runtime-native': native, '@era/runtime-wasm': {} };
  const edited = { ...texts, [profile]: JSON.stringify({ platform: 'node', plugins }), ...edit };
  const { changes } = await generate(filesOf(edited));
  const all = written(edited, changes);
  expect((await generate(filesOf(all))).changes).toEqual([]);
  return { text: `${all[bootstrap]}`, paths: changes.map(({ path }) => path) };
};

describe('a bootstrap', () => {
  test('registers an isolated plugin, and imports nothing of its code', async () => {
    const { text } = await generated({ isolation: 'worker', limits: { memory: '64MB' } });
    expect(text.split('\n').slice(1).join('\n')).toBe(`import '@era/runtime-wasm/register';
import { RuntimeWire } from '@era/runtime/wire';
import { workerPlugin } from '@mortise/loader-worker';

import type { ServicesOf } from '@mortise/core';
import type { Catalog } from '@mortise/registry';
import { register, catalog as registered } from '@mortise/registry/global';
import type eraNative from '@era/runtime-native';
import type eraWasm from '@era/runtime-wasm';

/** What this profile contains. */
export type Provided =
  | 'era:runtime@1/native'
  | 'era:runtime@1/wasm';

register(
  workerPlugin({
    manifest: {
      id: 'era.native',
      version: '1.0.0',
      source: '@era/runtime-native',
      provides: { 'era:runtime@1/native': { key: 'runtime', version: '1.0.0' } },
    },
    wires: [RuntimeWire],
    limits: { memory: '64MB' },
    bundle: new URL('./plugins/era.native.worker.js', import.meta.url),
  }),
);

/** The plugins of this profile, by id and by provider. */
export const catalog = registered as Catalog<Provided, ServicesOf<typeof eraNative | typeof eraWasm>>;
`);
  });

  test.each([
    ['worker', {}, 'workerPlugin', '@mortise/loader-worker', 'worker'],
    ['deno', { unsafeFlags: ['--allow-env'] }, 'denoPlugin', '@mortise/loader-deno', 'deno'],
    ['wasm', {}, 'wasmPlugin', '@mortise/loader-wasm', 'guest'],
    ['wasm-inline', {}, 'wasmPlugin', '@mortise/loader-wasm', 'guest'],
  ])('carries the loader of isolation %s alone', async (isolation, rest, factory, specifier, end) => {
    const { text, paths } = await generated({ isolation, ...rest });
    expect(paths).toEqual([bootstrap]);
    expect(text.match(/@mortise\/loader-\w+/g)).toEqual([specifier]);
    expect(text).toContain(`  ${factory}({\n`);
    expect(text).toContain(`new URL('./plugins/era.native.${end}.js', import.meta.url)`);
    expect(text.includes('inline: true')).toBe(isolation === 'wasm-inline');
    expect(text.includes("unsafeFlags: ['--allow-env']")).toBe(isolation === 'deno');
    expect(text).not.toContain('limits');
    expect(text).not.toMatch(/import (?!type).*runtime-native/);
  });

  test("tells the limits of the plugin's manifest from the profile's", async () => {
    const file = 'agent/plugins/runtime-native/plugin.json';
    const manifest = JSON.stringify({ ...JSON.parse(`${texts[file]}`), limits: { memory: '900MB' } });
    const { text } = await generated(
      { isolation: 'worker', limits: { callTimeout: '5s' } },
      { [file]: manifest },
    );
    expect(text).toContain(
      "\n    limits: { callTimeout: '5s' },\n    manifestLimits: { memory: '900MB' },\n",
    );
  });

  test('says how many spares are kept, where there are any', async () => {
    const { text } = await generated({ isolation: 'deno', spares: 1 });
    expect(text).toContain("\n    spares: 1,\n    bundle: new URL('./plugins/era.native.deno.js'");
    expect((await generated({ isolation: 'deno', spares: 0 })).text).not.toContain('spares');
  });

  test('stays what it was, byte by byte, where everything is linked in', async () => {
    const { text, paths } = await generated({ isolation: 'none' });
    expect(paths).toEqual([]);
    expect(text).toBe(texts[bootstrap]);
  });

  test('keeps what a manifest says inside the quotes of a literal', async () => {
    const evil = ["'; evil(); '", '`${evil()}`', '\u2028*/evil()'];
    const provides = { 'era:runtime@1.0.0': { native: { capabilities: evil } } };
    const file = 'agent/plugins/runtime-native/plugin.json';
    const edit = { [file]: JSON.stringify({ manifest: 1, id: 'era.native', provides }) };
    const { text } = await generated({ isolation: 'worker' }, edit);
    const literal = /manifest: ([\s\S]*?),\n {4}wires/.exec(text)?.[1];
    const value = new Function(`return ${literal};`)();
    expect(value.provides['era:runtime@1/native'].capabilities).toEqual(evil);
  });

  test('is refused where the loader is not installed', async () => {
    delete texts['node_modules/@mortise/loader-worker/package.json'];
    await expect(generated({ isolation: 'worker' })).rejects.toMatchObject({
      code: 'missing_loader',
      message:
        "Cannot isolate plugin 'era.native' in profile 'full': isolation 'worker' needs '@mortise/loader-worker', which is not installed",
      hint: 'Run: npm install @mortise/loader-worker',
    });
  });

  test('is refused where a contract has no wire module to import, which a linked plugin does not need', async () => {
    const edit = { 'agent/contracts/runtime/src/wire.ts': 'export {};\n' };
    await generated({}, edit);
    await expect(generated({ isolation: 'worker' }, edit)).rejects.toMatchObject({
      code: 'missing_wire',
      message:
        "Cannot isolate plugin 'era.native' in profile 'full': '@era/runtime' does not export RuntimeWire from './wire', which isolation 'worker' needs",
      hint: `Write export { RuntimeWire } from './runtime.wire.gen.ts'; into a module beside 'agent/contracts/runtime/src/runtime.contract.ts', and add it to "exports" of its package.json as "./wire"`,
    });
  });
});
