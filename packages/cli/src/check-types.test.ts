import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkTypes } from './check-types.ts';
import { locate } from './locate.ts';

let root: string;

const write = (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
};

/** Its sources would not compile in a product that is stricter than Mortise. */
const core = (folder: string) => ({
  [`${folder}/package.json`]: JSON.stringify({
    name: '@mortise/core',
    type: 'module',
    exports: {
      '.': { '@mortise/types': './dist/index.d.ts', '@mortise/source': './src/index.ts' },
      './package.json': './package.json',
    },
  }),
  [`${folder}/src/index.ts`]: "const unused = 1;\nexport const from = 'sources' as const;\n",
  [`${folder}/dist/index.d.ts`]: "export declare const from: 'declarations';\n",
});

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'mortise-types-')));
  const compilerOptions = { module: 'nodenext', strict: true, noUnusedLocals: true, types: [] };
  write({
    'package.json': JSON.stringify({ name: 'product', type: 'module' }),
    'profiles/full.json': JSON.stringify({ platform: 'node', plugins: {} }),
    'tsconfig.json': JSON.stringify({ compilerOptions, include: ['src'] }),
  });
  mkdirSync(join(root, 'node_modules/@mortise'), { recursive: true });
  const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
  symlinkSync(typescript, join(root, 'node_modules/typescript'));
});

afterEach(() => rmSync(root, { recursive: true }));

const main = (from: string) => ({
  'src/main.ts': `import { from } from '@mortise/core';\nexport const found: '${from}' = from;\n`,
});

test('checkTypes() takes the declarations of an installed Mortise', async () => {
  write({ ...core('node_modules/@mortise/core'), ...main('declarations') });
  await checkTypes(locate(root));
  write(main('sources'));
  await expect(checkTypes(locate(root))).rejects.toMatchObject({ code: 'types_failed' });
});

test('checkTypes() asks for a tsconfig.json that takes what is generated and what Mortise declares', async () => {
  write({
    ...core('node_modules/@mortise/core'),
    'node_modules/@mortise/core/dist/index.d.ts':
      "import type { Readable } from 'node:stream';\nexport declare const from: Readable & AsyncDisposable;\n",
    'src/main.ts':
      "export { from } from '@mortise/core';\nimport { end } from './plugin.gen.ts';\nexport const ends: symbol = end;\n",
    'src/plugin.gen.ts': 'export const end = Symbol.asyncDispose;\n',
  });
  rmSync(join(root, 'tsconfig.json'));
  const error = await checkTypes(locate(root)).catch((thrown) => thrown);
  expect(error.code).toBe('no_tsconfig');
  const [text = ''] = /\{.*\}/.exec(error.hint) ?? [];
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(text);
  write({ 'tsconfig.json': text });
  await checkTypes(locate(root));
});

test('checkTypes() takes the sources of Mortise where it is being written', async () => {
  write({ ...core('packages/core'), ...main('sources') });
  write({ 'packages/core/src/index.ts': "export const from = 'sources' as const;\n" });
  symlinkSync(join(root, 'packages/core'), join(root, 'node_modules/@mortise/core'));
  await checkTypes(locate(root));
});
