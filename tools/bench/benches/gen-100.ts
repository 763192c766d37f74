import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { run } from '../../e2e/run.ts';
import type { Scratch } from '../../e2e/scratch.ts';
import type { Bench } from '../bench.ts';
import { contracts, generatedFiles, names, source, sourceFile } from '../gen/stores.ts';
import { nxWorkspace } from '../nx/workspace.ts';

const goal = { of: 'ratio', atMost: 2 } as const;

export const gen100: Bench = {
  what: 'a process that generates all files of 100 contracts, of which there is none yet',
  unit: 'ms',
  goal,
  prepare: () =>
    contest({
      changed: names,
      floor: 'a process that parses the 100 with ts-morph and writes the same files',
      before: ({ path }) => {
        for (const file of names.flatMap(generatedFiles)) rmSync(join(path, file), { force: true });
      },
    }),
};

let edits = 0;

export const gen100One: Bench = {
  what: 'the same where all are there and one contract has changed',
  unit: 'ms',
  goal,
  prepare: () =>
    contest({
      changed: ['store-42'],
      floor: 'a process that reads all files, parses one with ts-morph and writes its files',
      before: ({ write }) => {
        const text = source('store-42').replace('put(', `put${++edits}(item: Item): Promise<void>;\n  put(`);
        write({ [sourceFile('store-42')]: text });
      },
    }),
};

interface Work {
  /** Contracts that have to be generated. */
  readonly changed: readonly string[];
  readonly floor: string;
  /** Makes them stale. */
  readonly before: (workspace: Scratch) => void;
}

async function contest({ changed, floor, before }: Work) {
  const workspace = await nxWorkspace({
    mode: 'installed',
    files: {
      ...contracts,
      'generate.js': script(new URL('../gen/generate-here.ts', import.meta.url)),
      'floor.js': script(new URL('../floors/gen-100.ts', import.meta.url)),
    },
  });
  const made = changed.flatMap(generatedFiles);
  const sampleOf =
    (files: number, ...args: readonly string[]) =>
    async () => {
      before(workspace);
      const start = performance.now();
      const { code, stdout, stderr } = await run(process.execPath, args, workspace.path);
      const took = performance.now() - start;
      if (code !== 0 || Number(stdout) !== files)
        throw new Error(`'${args[0]}' wrote other files:\n${stdout}${stderr}`);
      return took;
    };
  await run(process.execPath, ['generate.js'], workspace.path);
  const sample = sampleOf(made.length, 'generate.js');
  await sample();
  const text = (file: string) => readFileSync(join(workspace.path, file), 'utf8');
  workspace.write({
    'floor.json': {
      compiler: 'ts-morph',
      reads: names.flatMap((name) => [sourceFile(name), ...(changed === names ? [] : generatedFiles(name))]),
      parses: changed.map(sourceFile),
      writes: Object.fromEntries(made.map((file) => [file, text(file)])),
    },
  });
  return {
    subject: sample,
    floor: { name: floor, sample: sampleOf(made.length, 'floor.js', 'floor.json') },
    rounds: 30,
  };
}

/** A script of this folder without its types. */
function script(file: URL): string {
  return transformSync(readFileSync(file, 'utf8'), { loader: 'ts' }).code;
}
