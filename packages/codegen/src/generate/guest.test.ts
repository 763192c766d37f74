import { beforeEach, expect, test } from 'vitest';
import { agentWorkspace, filesOf, type Texts, written } from '../../fixtures/agent-workspace.ts';
import { withWires } from '../../fixtures/with-wires.ts';
import { generate } from './generate.ts';

const folder = 'agent/plugins/runtime-wasm';
const guest = `${folder}/src/guest.gen.ts`;

let texts: Texts;

beforeEach(async () => {
  texts = withWires(await agentWorkspace());
});

const generated = async (edit: Texts = {}): Promise<Texts> => {
  const edited = { ...texts, ...edit };
  const all = written(edited, (await generate(filesOf(edited))).changes);
  expect((await generate(filesOf(all))).changes).toEqual([]);
  return all;
};

const manifest = (uses: object, provides: object = { 'era:runtime@1.0.0': { wasm: {} } }): Texts => {
  const json = JSON.parse(`${texts[`${folder}/package.json`]}`);
  const dependencies = { ...json.dependencies, '@mortise/services': '^0.1.0' };
  return {
    [`${folder}/plugin.json`]: JSON.stringify({ manifest: 1, id: 'era.wasm', provides, uses }),
    [`${folder}/package.json`]: JSON.stringify({ ...json, dependencies }),
  };
};

test('generate() writes the entry of a bundle: the plugin, and the wire modules of its contracts', async () => {
  const text = (await generated(manifest({ 'mortise:log@1': {} })))[guest];
  expect(text?.split('\n').slice(1)).toEqual([
    "import type { ContractWire } from '@mortise/core';",
    "import { RuntimeWire } from '@era/runtime/wire';",
    "import { LogWire } from '@mortise/services/wire';",
    '',
    "export { default } from './plugin.ts';",
    '',
    '/** What carries the calls of this plugin and of its host across a boundary. */',
    'export const wires: readonly ContractWire[] = [LogWire, RuntimeWire];',
    '',
  ]);
});

test('generate() imports a wire module once where the plugin provides and uses its contract', async () => {
  const text = (await generated(manifest({ 'era:runtime@1': { as: 'other' } })))[guest];
  expect(text?.match(/RuntimeWire/g)).toHaveLength(2);
});

test('generate() gives two wire modules of one name two names', async () => {
  const log =
    '/** @contract mortise:runtime@1.0.0 */\nexport interface Runtime { info(text: string): Promise<void> }\n';
  const edit = {
    'packages/services/src/log.contract.ts': log,
    'packages/services/src/wire.ts': "export { RuntimeWire } from './log.wire.gen.ts';\n",
    ...manifest({ 'mortise:runtime@1': {} }),
  };
  const text = (await generated(edit))[guest];
  expect(text).toContain("import { RuntimeWire } from '@era/runtime/wire';");
  expect(text).toContain("import { RuntimeWire as RuntimeWire2 } from '@mortise/services/wire';");
  expect(text).toContain('wires: readonly ContractWire[] = [RuntimeWire, RuntimeWire2];');
});

test('generate() writes an entry that compiles for a plugin without contracts', async () => {
  const text = (await generated(manifest({}, {})))[guest];
  expect(text).toContain('export const wires: readonly ContractWire[] = [];');
});

test('generate() writes no entry while a contract has no wire module to import, and takes the old one away', async () => {
  const whole = await generated(manifest({ 'mortise:log@1': {} }));
  expect(Object.keys(whole)).toContain(guest);
  const { changes } = await generate(filesOf({ ...whole, 'packages/services/src/wire.ts': 'export {};\n' }));
  expect(changes).toEqual([{ path: guest, text: undefined }]);
});
