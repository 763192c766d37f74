import type { Tree } from '@nx/devkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { textsOf, workspaceTree } from '../../fixtures/workspace.ts';
import profileGenerator from './generator.ts';

const options = { name: 'tiny', platform: 'neutral', skipInstall: true };

let tree: Tree;

beforeEach(async () => {
  tree = await workspaceTree();
});

describe('nx g profile', () => {
  test('adds a profile, its bootstrap and its import condition', async () => {
    await profileGenerator(tree, options);
    expect(tree.read('agent/profiles/tiny.json', 'utf8')).toContain('"neutral"');
    expect(tree.exists('agent/src/bootstrap.tiny.gen.ts')).toBe(true);
    expect(tree.read('agent/package.json', 'utf8')).toContain('"profile-tiny"');
  });

  test('changes nothing when it runs twice', async () => {
    await profileGenerator(tree, options);
    const once = textsOf(tree);
    await profileGenerator(tree, options);
    expect(textsOf(tree)).toEqual(once);
  });

  test('adds one more', async () => {
    await profileGenerator(tree, options);
    await profileGenerator(tree, { ...options, name: 'huge' });
    expect(tree.children('agent/profiles').sort()).toEqual(['edge.json', 'huge.json', 'tiny.json']);
  });

  test.each([
    ['a bad name', { name: 'A' }],
    ['a bad platform', { platform: 'deno' }],
    ['an unknown product', { product: 'agent-edge' }],
  ])('leaves the tree as it was for %s', async (_, wrong) => {
    const before = textsOf(tree);
    await expect(profileGenerator(tree, { ...options, ...wrong })).rejects.toThrow('\n');
    expect(textsOf(tree)).toEqual(before);
  });
});
