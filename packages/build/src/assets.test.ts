import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Asset, assetPlugin } from './assets.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mortise-assets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bundle = async (source: string, files: Record<string, string> = {}) => {
  for (const [name, text] of Object.entries({ 'main.ts': source, ...files }))
    writeFileSync(join(folder, name), text);
  const assets = new Map<string, Asset>();
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: ['main.ts'],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'silent',
    plugins: [assetPlugin(assets)],
  });
  return { text: outputFiles[0]?.text ?? '', assets: [...assets.values()] };
};

test('assetPlugin() finds code and data, however the call is laid out', async () => {
  const { text, assets } = await bundle(
    'export default [new URL("./worker.ts", import.meta.url), new URL(\n  \'./table.bin\',\n  import.meta.url,\n)];',
    { 'worker.ts': '', 'table.bin': '' },
  );
  expect(assets.map(({ file, isCode }) => [file, isCode])).toEqual([
    ['worker.js', true],
    ['table.bin', false],
  ]);
  expect(text).toContain('"./worker.js"');
  expect(text).toContain('"./table.bin"');
});

test('assetPlugin() gives two files of one name two names, and never that of the bundle', async () => {
  const { assets } = await bundle(
    'export default [new URL("./a.ts", import.meta.url), new URL("./a.js", import.meta.url), new URL("./main.js", import.meta.url)];',
    { 'a.ts': '', 'a.js': '', 'main.js': '' },
  );
  expect(assets.map(({ file }) => file)).toEqual(['a.js', 'a-2.js', 'main-2.js']);
});

test('assetPlugin() leaves addresses and computed names alone', async () => {
  const source =
    'export default (name) => [new URL(name, import.meta.url), new URL("https://example.org/x.js", import.meta.url)];';
  expect((await bundle(source)).assets).toEqual([]);
});

test('assetPlugin() refuses a file that is not there', async () => {
  await expect(bundle('export default new URL("./gone.ts", import.meta.url);')).rejects.toThrow(
    /Cannot find '.*gone\.ts'/,
  );
});
