import { build } from 'esbuild';
import { expect, it } from 'vitest';

const bundle = async (contents: string) => {
  const result = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    conditions: ['@mortise/source'],
    logLevel: 'silent',
  });
  return { text: result.outputFiles[0]?.text ?? '', inputs: Object.keys(result.metafile.inputs) };
};

it('index.ts bundles for a platform without Node when all of it is imported', async () => {
  const { inputs } = await bundle("export * from '@mortise/services'");
  expect(inputs.filter((input) => input.includes('storage-file'))).toEqual([]);
});

it('index.ts costs a bundle only a token when a contract is imported', async () => {
  const { text } = await bundle("import { Storage } from '@mortise/services'; console.log(Storage)");
  expect(text).toContain('mortise:storage@1');
  expect(text.length).toBeLessThan(200);
});

it('index.ts costs a bundle nothing when nothing is used', async () => {
  const { text } = await bundle("import '@mortise/services'");
  expect(text).toBe('');
});
