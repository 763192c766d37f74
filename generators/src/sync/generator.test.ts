import type { Tree } from '@nx/devkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { textsOf, workspaceTree } from '../../fixtures/workspace.ts';
import syncGenerator from './generator.ts';

const contract = 'agent/contracts/runtime/src/runtime.contract.ts';

let tree: Tree;

beforeEach(async () => {
  tree = await workspaceTree();
});

describe('nx sync', () => {
  test('has nothing to say when all is fresh, whatever others have changed in the tree', async () => {
    tree.write('of-another-generator.txt', 'text');
    expect(await syncGenerator(tree)).toEqual({});
  });

  test('names each file that it creates, updates and deletes', async () => {
    tree.write(contract, `${tree.read(contract, 'utf8')}`.replace('id: string', 'name: string'));
    tree.rename('agent/profiles/edge.json', 'agent/profiles/core.json');
    expect(await syncGenerator(tree)).toEqual({
      outOfSyncMessage: '8 generated files are out of date:',
      outOfSyncDetails: [
        'update agent/contracts/runtime/src/runtime.gen.md',
        'update agent/contracts/runtime/src/runtime.gen.ts',
        'update agent/contracts/runtime/src/runtime.gen.wit',
        'update agent/contracts/runtime/src/runtime.model.json',
        'update agent/contracts/runtime/src/runtime.wire.gen.ts',
        'update agent/package.json',
        'create agent/src/bootstrap.core.gen.ts',
        'delete agent/src/bootstrap.edge.gen.ts',
      ],
    });
    expect(tree.exists('agent/src/bootstrap.edge.gen.ts')).toBe(false);
    expect(await syncGenerator(tree)).toEqual({});
  });

  test('leaves the tree as it was when a contract is wrong, and says where', async () => {
    tree.write(contract, 'export interface Runtime {\n  start(): void;\n}\n');
    const before = textsOf(tree);
    await expect(syncGenerator(tree)).rejects.toThrow(/^Cannot use contract .*\n.*runtime\.contract\.ts:1/);
    expect(textsOf(tree)).toEqual(before);
  });
});
