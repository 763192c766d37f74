import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scratch } from '../../e2e/scratch.ts';
import type { Bench } from '../bench.ts';
import { type Mode, nx, nxWorkspace } from '../nx/workspace.ts';

const names = Array.from({ length: 100 }, (_, number) => `store-${number}`);

const source = (name: string) => `/** One of many stores. */
export interface Item {
  readonly key: string;
  readonly value: Uint8Array;
  readonly tags?: readonly string[];
}

/** Keeps values by their keys. @contract bench:${name}@1.0.0 */
export interface Store {
  /** @throws no_such_key */
  get(key: string): Promise<Item>;
  put(item: Item): Promise<void>;
  delete(key: string): Promise<boolean>;
  list(prefix: string, signal?: AbortSignal): AsyncIterable<Item>;
}
`;

const contracts = Object.fromEntries(
  names.flatMap((name) => [
    [
      `contracts/${name}/package.json`,
      {
        name: `@bench/${name}`,
        version: '1.0.0',
        type: 'module',
        exports: { '.': `./src/${name}.gen.ts` },
        mortise: { contracts: [`./src/${name}.contract.ts`] },
      },
    ],
    [`contracts/${name}/src/${name}.contract.ts`, source(name)],
  ]),
);

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
  const file = join(workspace.path, `contracts/${name}/src/${name}.contract.ts`);
  const before = written(workspace);
  writeFileSync(file, source(name).replace('put(', 'add(item: Item): Promise<void>;\n  put('));
  await nx(workspace, 'sync');
  const changed = [...written(workspace)]
    .filter(([path, time]) => before.get(path) !== time)
    .map(([path]) => path);
  const expected = ['contract.ts', 'gen.ts', 'model.json'].map(
    (end) => `contracts/${name}/src/${name}.${end}`,
  );
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
