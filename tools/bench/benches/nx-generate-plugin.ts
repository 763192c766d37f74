import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import type { Bench } from '../bench.ts';
import { type Mode, nx, nxWorkspace } from '../nx/workspace.ts';

const generator = readFileSync(new URL('../floors/nx-generate-plugin.ts', import.meta.url), 'utf8');

const contract = `/** Greets people. @contract demo:greeter@1.0.0 */
export interface Greeter {
  /** Says hello. */
  greet(name: string): Promise<string>;
  farewell(name: string): Promise<string>;
}
`;

const product = {
  'contracts/greeter/package.json': {
    name: '@demo/greeter',
    version: '1.0.0',
    type: 'module',
    exports: { '.': './src/greeter.gen.ts' },
    mortise: { contracts: ['./src/greeter.contract.ts'] },
  },
  'contracts/greeter/src/greeter.contract.ts': contract,
  'product/package.json': { name: 'product', version: '1.0.0', private: true, type: 'module' },
  'product/profiles/edge.json': { platform: 'node', plugins: {} },
  'product/src/main.ts': "import '#bootstrap';\n",
};

const floor = (mode: Mode) => {
  const folder = mode === 'source' ? 'floor' : 'node_modules/@bench/floor';
  const code = mode === 'source' ? generator : transformSync(generator, { loader: 'ts' }).code;
  return {
    [`${folder}/package.json`]: {
      name: '@bench/floor',
      version: '1.0.0',
      type: 'module',
      generators: './generators.json',
    },
    [`${folder}/generators.json`]: {
      generators: { file: { implementation: './dist/file', schema: './src/schema.json' } },
    },
    [`${folder}/src/schema.json`]: { $schema: 'https://json-schema.org/schema', $id: 'File', type: 'object' },
    [`${folder}/${mode === 'source' ? 'src/file.ts' : 'dist/file.js'}`]: code,
  };
};

const bench = (mode: Mode) => ({
  unit: 'ms' as const,
  goal: { of: 'ratio', atMost: 1.5 } as const,
  prepare: async () => {
    const workspace = await nxWorkspace({ mode, files: { ...product, ...floor(mode) } });
    const at = (path: string) => join(workspace.path, path);
    await nx(workspace, 'sync');
    cpSync(at('product'), at('.nx/pristine'), { recursive: true });
    const generate = async (writes: string, ...args: readonly string[]) => {
      const { took } = await nx(workspace, 'g', ...args);
      if (!existsSync(at(writes))) throw new Error(`The generator did not write '${writes}'`);
      return took;
    };
    const options = ['--contract=demo:greeter', '--profile=product:edge', '--skipInstall'];
    return {
      subject: async () => {
        const file = 'product/plugins/greeter-polite/src/plugin.gen.ts';
        const took = await generate(file, '@mortise/nx:plugin', 'polite', ...options);
        rmSync(at('product'), { recursive: true });
        cpSync(at('.nx/pristine'), at('product'), { recursive: true });
        return took;
      },
      floor: {
        name: 'a generator that writes one empty file',
        sample: async () => {
          const took = await generate('empty.txt', '@bench/floor:file');
          rmSync(at('empty.txt'));
          return took;
        },
      },
      rounds: 20,
    };
  },
});

export const nxGeneratePlugin: Bench = {
  what: 'nx g @mortise/nx:plugin into a profile, installed, without npm install',
  ...bench('installed'),
};

export const nxGeneratePluginSource: Bench = {
  what: 'the same where Nx compiles both generators from their sources, as in this repository',
  ...bench('source'),
};
