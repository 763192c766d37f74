import type { Tree } from '@nx/devkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { textsOf, workspaceTree } from '../../fixtures/workspace.ts';
import contractGenerator from './generator.ts';

const options = { name: 'storage', skipInstall: true };

let tree: Tree;

beforeEach(async () => {
  tree = await workspaceTree();
});

describe('nx g contract', () => {
  test('adds a package with the contract and what is generated from it', async () => {
    await contractGenerator(tree, options);
    expect(tree.children('contracts/storage/src').sort()).toEqual([
      'index.ts',
      'storage.contract.ts',
      'storage.gen.md',
      'storage.gen.ts',
      'storage.gen.wit',
      'storage.model.json',
      'storage.wire.gen.ts',
      'wire.ts',
    ]);
  });

  test('changes nothing when it runs twice', async () => {
    await contractGenerator(tree, options);
    const once = textsOf(tree);
    await contractGenerator(tree, options);
    expect(textsOf(tree)).toEqual(once);
  });

  test('adds one more', async () => {
    await contractGenerator(tree, options);
    const once = textsOf(tree);
    await contractGenerator(tree, { ...options, name: 'queue' });
    expect(textsOf(tree)).toMatchObject(once);
    expect(tree.exists('contracts/queue/src/queue.gen.ts')).toBe(true);
  });

  test.each([
    ['a bad name', { name: 'A' }],
    ['a bad version', { contractVersion: '1' }],
    ['a package that is there', { name: 'runtime' }],
  ])('leaves the tree as it was for %s', async (_, wrong) => {
    const before = textsOf(tree);
    await expect(contractGenerator(tree, { ...options, ...wrong })).rejects.toThrow('\n');
    expect(textsOf(tree)).toEqual(before);
  });
});
