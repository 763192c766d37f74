import { beforeEach, expect, test } from 'vitest';
import { agentWorkspace, filesOf, type Texts } from '../../fixtures/agent-workspace.ts';
import { generate } from './generate.ts';

const file = 'agent/plugins/runtime-wasm/plugin.json';
const services = {
  'package.json': JSON.stringify({
    name: '@era/services',
    version: '1.0.0',
    mortise: { contracts: ['./src/clock.contract.ts'] },
  }),
  'src/clock.model.json':
    '{ "model": 1, "id": "era:clock@1", "version": "1.2.0", "name": "Clock", "methods": [], "types": {}, "interfaces": {} }',
};

let texts: Texts;

beforeEach(async () => {
  texts = await agentWorkspace();
  for (const [name, text] of Object.entries(services)) texts[`node_modules/@era/services/${name}`] = text;
});

const faultsOf = async (manifest: object, root: object = {}): Promise<string[]> => {
  const edited = {
    ...texts,
    'package.json': JSON.stringify({ ...JSON.parse(`${texts['package.json']}`), ...root }),
    [file]: JSON.stringify({ manifest: 1, id: 'era.wasm', provides: {}, ...manifest }, null, 1),
    // A profile that isolates it says nothing more.
    'agent/profiles/edge.json':
      '{ "platform": "node", "plugins": { "@era/runtime-wasm": { "isolation": "worker" } } }',
    'node_modules/@mortise/loader-worker/package.json': '{ "name": "@mortise/loader-worker" }',
  };
  const error = await generate(filesOf(edited)).catch((thrown) => thrown);
  expect(error.code).toBe('invalid_document');
  return error.faults.map(
    (one: Record<string, unknown>) => `${one.line} ${one.path} ${one.found} (${one.hint})`,
  );
};

test('generate() names every contract that a manifest cannot import, with what was most likely meant', async () => {
  const provides = { 'era:runtim@1.0.0': { x: {} } };
  const uses = { 'mortise:lgo@1': {}, 'mortise:lag@1': {}, 'acme:queue@1': {} };
  const none = (id: string) => `${JSON.stringify(id)}, which is not there`;
  expect(await faultsOf({ provides, uses })).toEqual([
    `5 provides["era:runtim@1.0.0"] ${none('era:runtim@1.0.0')} (did you mean "era:runtime@1.0.0"?)`,
    `10 uses["mortise:lgo@1"] ${none('mortise:lgo@1')} (did you mean "mortise:log@1"?)`,
    `11 uses["mortise:lag@1"] ${none('mortise:lag@1')} (did you mean "mortise:log@1"?)`,
    `12 uses["acme:queue@1"] ${none('acme:queue@1')} (install the package that has it, list its source in "mortise": { "contracts": […] } of a package.json, or choose one of: "era:runtime@1", "mortise:log@1")`,
  ]);
});

test('generate() says how to install what only another package of the workspace depends on', async () => {
  const root = { dependencies: { '@era/services': '^1.0.0' } };
  expect(await faultsOf({ uses: { 'era:clock@1': {} } }, root)).toEqual([
    `6 uses["era:clock@1"] "era:clock@1" of '@era/services', which the plugin's package.json does not list (run npm install @era/services -w agent/plugins/runtime-wasm)`,
  ]);
  expect(await faultsOf({ uses: { 'era:clok@1': {} } }, root)).toEqual([
    `6 uses["era:clok@1"] "era:clok@1", which is not there (did you mean "era:clock@1"?)`,
  ]);
});
