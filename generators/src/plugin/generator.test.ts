import type { Tree } from '@nx/devkit';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { textsOf, workspaceTree } from '../../fixtures/workspace.ts';
import pluginGenerator from './generator.ts';

const options = { name: 'wasm', contract: 'era:runtime', profile: ['edge-agent:edge'], skipInstall: true };

let tree: Tree;

beforeEach(async () => {
  tree = await workspaceTree();
});

describe('nx g plugin', () => {
  test('adds a package and joins it to the profile', async () => {
    await pluginGenerator(tree, options);
    expect(tree.children('agent/plugins/runtime-wasm/src')).toContain('wasm-runtime.ts');
    expect(tree.read('agent/profiles/edge.json', 'utf8')).toContain('"@era/runtime-wasm": {}');
    expect(tree.read('agent/src/bootstrap.edge.gen.ts', 'utf8')).toContain(
      "import '@era/runtime-wasm/register';",
    );
  });

  test('joins it with an isolation', async () => {
    await pluginGenerator(tree, { ...options, isolation: 'worker' });
    const profile = tree.read('agent/profiles/edge.json', 'utf8');
    expect(profile).toContain('"@era/runtime-wasm": { "isolation": "worker" }');
    expect(tree.read('agent/src/bootstrap.edge.gen.ts', 'utf8')).toContain('workerPlugin({');
    const once = textsOf(tree);
    await pluginGenerator(tree, { ...options, isolation: 'worker' });
    expect(textsOf(tree)).toEqual(once);
  });

  test('says where a profile keeps it apart otherwise, and changes nothing', async () => {
    await pluginGenerator(tree, { ...options, isolation: 'worker' });
    const once = textsOf(tree);
    const say = vi.spyOn(console, 'log').mockImplementation(() => {});
    try {
      await (await pluginGenerator(tree, { ...options, isolation: 'deno' }))();
      expect(say.mock.calls.flat().join('\n')).toMatch(
        /^\nagent\/profiles\/edge\.json:\d+ has '@era\/runtime-wasm' with isolation "worker", which stays: for "deno", write it there$/,
      );
    } finally {
      say.mockRestore();
    }
    expect(textsOf(tree)).toEqual(once);
  });

  test('does not say that all is there where its manifest is another one', async () => {
    await pluginGenerator(tree, options);
    const say = vi.spyOn(console, 'log').mockImplementation(() => {});
    try {
      await (await pluginGenerator(tree, { ...options, provider: 'other' }))();
      expect(say.mock.calls.flat().join('\n')).toMatch(
        /^\nagent\/plugins\/runtime-wasm\/plugin\.json:\d+ has provider "wasm", which stays: for "other", [^\n]*$/,
      );
    } finally {
      say.mockRestore();
    }
  });

  test('changes nothing when it runs twice', async () => {
    await pluginGenerator(tree, options);
    const once = textsOf(tree);
    await pluginGenerator(tree, options);
    expect(textsOf(tree)).toEqual(once);
  });

  test('adds one more', async () => {
    await pluginGenerator(tree, options);
    const once = textsOf(tree);
    await pluginGenerator(tree, { ...options, name: 'native' });
    const twice = textsOf(tree);
    const changed = Object.keys(once).filter((path) => twice[path] !== once[path]);
    expect(changed.sort()).toEqual([
      'agent/package.json',
      'agent/profiles/edge.json',
      'agent/src/bootstrap.edge.gen.ts',
    ]);
    expect(tree.read('agent/src/bootstrap.edge.gen.ts', 'utf8')).toContain(
      "import '@era/runtime-wasm/register';",
    );
  });

  test.each([
    ['a bad name', { name: 'A' }],
    ['an unknown contract', { contract: 'era:runtim' }],
    ['an unknown profile', { profile: ['edge-agent:egde'] }],
    ['a folder that is taken', { directory: 'agent' }],
    ['a provider that the profile has already', { name: 'wasm2', provider: 'wasm' }],
  ])('leaves the tree as it was for %s', async (_, wrong) => {
    await pluginGenerator(tree, options);
    const before = textsOf(tree);
    await expect(pluginGenerator(tree, { ...options, ...wrong })).rejects.toThrow('\n');
    expect(textsOf(tree)).toEqual(before);
  });

  test('throws a plain error, so that Nx prints the message and no stack', async () => {
    const error = await pluginGenerator(tree, { ...options, name: 'A' }).catch((thrown) => thrown);
    expect(error.constructor).toBe(Error);
    expect(error.message.split('\n')[0]).toBe("Cannot add plugin 'A': 1 fault");
  });
});
