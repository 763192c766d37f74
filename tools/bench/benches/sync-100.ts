import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scratch } from '../../e2e/scratch.ts';
import type { Bench } from '../bench.ts';
import { contracts, generatedFiles, source, sourceFile } from '../gen/stores.ts';
import { type Mode, nx, nxWorkspace } from '../nx/workspace.ts';

const bench = (mode: Mode) => ({
  unit: 'ms' as const,
  goal: { of: 'ratio', atMost: 2 } as const,
  prepare: async () => {
    const workspace = await nxWorkspace({ mode, files: contracts });
    const plain = await nxWorkspace({ mode, files: contracts, nxJson: { plugins: [], sync: {} } });
    await nx(workspace, 'sync');
    await checkOneChange(workspace, 'store-42');
    return {
      subject: async () => {
        const { text, took } = await nx(workspace, 'sync');
        if (!text.includes('up to date')) throw new Error(`nx sync found something to do:\n${text}`);
        return took;
      },
      floor: { name: 'nx sync with nothing registered', sample: async () => (await nx(plain, 'sync')).took },
      rounds: 20,
    };
  },
});

export const sync100: Bench = {
  what: 'nx sync of 100 contracts that have not changed, installed',
  ...bench('installed'),
};

export const sync100Source: Bench = {
  what: 'the same where Nx compiles the generator from its sources, as in this repository',
  ...bench('source'),
};

/** Throws unless a change of one contract is answered by its own files, and no others are written. */
async function checkOneChange(workspace: Scratch, name: string): Promise<void> {
  const file = join(workspace.path, sourceFile(name));
  const before = written(workspace);
  writeFileSync(file, source(name).replace('put(', 'add(item: Item): Promise<void>;\n  put('));
  await nx(workspace, 'sync');
  const changed = [...written(workspace)]
    .filter(([path, time]) => before.get(path) !== time)
    .map(([path]) => path);
  const expected = [sourceFile(name), ...generatedFiles(name)].sort();
  if (changed.sort().join() !== expected.join()) {
    throw new Error(`A change of one contract has written '${changed.join("', '")}'`);
  }
  if (!readFileSync(file.replace('.contract.ts', '.model.json'), 'utf8').includes('"add"')) {
    throw new Error('A change of a contract has not reached its model');
  }
}

/** When each file of the contracts, and of everything beside them, was written. */
function written({ path }: Scratch): Map<string, bigint> {
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' });
  const own = files.filter((file) => !/^(node_modules|\.nx)(\/|$)/.test(file));
  const stats = own.map((file) => [file, statSync(join(path, file), { bigint: true })] as const);
  return new Map(stats.filter(([, stat]) => stat.isFile()).map(([file, stat]) => [file, stat.mtimeNs]));
}
