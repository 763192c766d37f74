import { beforeEach, expect, test } from 'vitest';
import { agentWorkspace, filesOf, type Texts } from '../../fixtures/agent-workspace.ts';
import { checkInstalled } from './check-installed.ts';

const loader = '@mortise/loader-worker';
const product = 'agent/package.json';
const native = 'agent/plugins/runtime-native/package.json';
const installed = `node_modules/${loader}/package.json`;

let texts: Texts;

const edit = (file: string, change: object) => {
  texts[file] = JSON.stringify({ ...JSON.parse(texts[file] ?? '{}'), ...change });
};
const check = () => checkInstalled(filesOf(texts));

beforeEach(async () => {
  texts = await agentWorkspace();
  const plugins = { '@era/runtime-native': { isolation: 'worker' }, '@era/runtime-wasm': {} };
  texts['agent/profiles/full.json'] = JSON.stringify({ platform: 'node', plugins });
  texts[installed] = JSON.stringify({ name: loader, version: '1.0.0' });
  edit(product, { dependencies: { [loader]: '^1.0.0' } });
  edit(native, { exports: { '.': './src/plugin.ts', './guest': './src/guest.gen.ts' } });
});

test('checkInstalled() is content with a loader and an entry that are there', () => {
  check();
  edit(product, { dependencies: {}, devDependencies: { [loader]: '^1.0.0' } });
  check();
  edit(product, { devDependencies: {} });
  edit('package.json', { dependencies: { [loader]: '^1.0.0' } });
  check();
});

test('checkInstalled() refuses a loader that is listed and not installed', () => {
  delete texts[installed];
  expect(check).toThrow(
    expect.objectContaining({
      code: 'missing_loader',
      pluginId: 'era.native',
      message:
        "Cannot isolate plugin 'era.native' in profile 'full': isolation 'worker' needs '@mortise/loader-worker', which is not installed",
      hint: 'Run: npm install @mortise/loader-worker',
    }),
  );
});

test('checkInstalled() refuses a loader that no package.json lists', () => {
  edit(product, { dependencies: {} });
  expect(check).toThrow(
    expect.objectContaining({
      code: 'missing_loader',
      message: expect.stringMatching(
        /which is installed by chance: 'agent\/package\.json' does not list it$/,
      ),
    }),
  );
});

test.each(['./src/plugin.ts', { '.': './src/plugin.ts' }])(
  'checkInstalled() refuses an isolated plugin that exports %j alone',
  (exports) => {
    edit(native, { exports });
    expect(check).toThrow(
      expect.objectContaining({
        code: 'missing_guest',
        pluginId: 'era.native',
        message:
          "Cannot isolate plugin 'era.native' in profile 'full': '@era/runtime-native' does not export './guest', the entry of its bundle",
        hint: expect.stringContaining('"./guest": { "@mortise/source": "./src/guest.gen.ts"'),
      }),
    );
  },
);

test('checkInstalled() leaves to the build what it cannot know', () => {
  edit(native, { exports: { './*': './src/*.gen.ts' } });
  check();
  edit(native, { exports: undefined });
  check();
});

test('checkInstalled() names all that is missing', () => {
  delete texts[installed];
  edit(native, { exports: './src/plugin.ts' });
  expect(check).toThrow(expect.objectContaining({ code: 'generate_failed' }));
});
