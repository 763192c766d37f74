import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Asset, assetPlugin } from './assets.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mortise-assets-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const bundle = async (source: string, files: Record<string, string> = {}, entry = 'main.ts') => {
  for (const [name, text] of Object.entries({ [entry]: source, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const assets = new Map<string, Asset>();
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'silent',
    plugins: [assetPlugin(assets, { folder: './assets' })],
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
  expect(text).toContain('"./assets/worker.js"');
  expect(text).toContain('"./assets/table.bin"');
});

test.each(['main.js', 'main.mjs', 'main.mts', 'main.cts', 'main.jsx', 'main.tsx'])(
  'assetPlugin() finds assets in %s',
  async (entry) => {
    const { assets } = await bundle(
      'export const it = new URL("./x.txt", import.meta.url);',
      { 'x.txt': '' },
      entry,
    );
    expect(assets.map(({ file }) => file)).toEqual(['x.txt']);
  },
);

test('assetPlugin() takes an address as URL() does: without ./, escaped, with a query, in backquotes', async () => {
  const { text, assets } = await bundle(
    'export default [new URL("x.txt", import.meta.url), new URL("./a%20b.txt", import.meta.url), new URL(/* plain */ `./x.txt?raw#top`, import.meta.url)];',
    { 'x.txt': '', 'a b.txt': '' },
  );
  expect(assets.map(({ file }) => file)).toEqual(['x.txt', 'a b.txt']);
  for (const url of ['./assets/x.txt', './assets/a%20b.txt', './assets/x.txt?raw#top'])
    expect(text).toContain(`"${url}"`);
});

test('assetPlugin() passes over what stands in comments, strings and types', async () => {
  const source = `// Started as new URL('./x.js', import.meta.url), see below.
/* new URL("./y.js", import.meta.url) */
/** @example new URL('./z.js', import.meta.url) */
export type T = "new URL('./t.js', import.meta.url)";
export const regex = /['"]/, help = "call new URL('./s.js', import.meta.url)";
export const text = \`
new URL('./u.js', import.meta.url)\`;
export const é = /['"]/, it = new URL('./real.js', import.meta.url);`;
  const { text, assets } = await bundle(source, { 'real.js': '' });
  expect(assets.map(({ file }) => file)).toEqual(['real.js']);
  expect(text).toContain("new URL('./s.js', import.meta.url)");
});

test.each([
  ['/* @__PURE__ */', 'new'],
  ['/* @__PURE__ */\n/* webpackIgnore: true */', 'new'],
  ['/*#__PURE__*/', '/* why */ new'],
])('assetPlugin() finds assets behind a comment: %j', async (before, call) => {
  const { text, assets } = await bundle(
    `globalThis.it = [1, ${before} ${call} URL("./x.txt", import.meta.url)];`,
    { 'x.txt': '' },
  );
  expect(assets.map(({ file }) => file)).toEqual(['x.txt']);
  expect(text).toContain('"./assets/x.txt"');
});

test.each(['\n', '\r', '\r\n', '\u2028', '\u2029'])(
  'assetPlugin() counts lines as esbuild does, where they end with %j',
  async (end) => {
    const source = [
      'const text = `one',
      'two`; // three',
      '/* four',
      '*/ globalThis.it = [text, new URL( // five',
      '"./x.txt", import.meta.url), new URL("./gone", import.meta.url)];',
    ].join(end);
    const failure = await bundle(source, { 'x.txt': '' }).catch((error) => error);
    expect(failure.errors.map(({ detail }: { detail: { place: string } }) => detail.place)).toEqual([
      "main.ts:5:38 './gone'",
    ]);
    const { text } = await bundle(source, { 'x.txt': '', gone: '' });
    expect(text).toContain('"./assets/x.txt"');
  },
);

test('assetPlugin() leaves a file alone that is imported as text', async () => {
  const { text, assets } = await bundle(
    "import text from './y.js' with { type: 'text' };\nexport default text;",
    { 'y.js': "new URL('./x.txt', import.meta.url);", 'x.txt': '' },
  );
  expect(assets).toEqual([]);
  expect(text).toContain(`"new URL('./x.txt', import.meta.url);"`);
});

test('assetPlugin() gives two files of one name two names, and none that of a source map', async () => {
  const { assets } = await bundle(
    `export default [${['a.ts', 'a.js', 'A.tsx', 'a.js.map', 'main.js', 'report.json', 'b.js.map', 'b.js']
      .map((name) => `new URL("./s/${name}", import.meta.url)`)
      .join()}];`,
    Object.fromEntries(
      ['a.ts', 'a.js', 'A.tsx', 'a.js.map', 'main.js', 'report.json', 'b.js.map', 'b.js'].map((name) => [
        `s/${name}`,
        '',
      ]),
    ),
  );
  expect(assets.map(({ file }) => file)).toEqual([
    'a.js',
    'a-2.js',
    'A-3.js',
    'a.js-2.map',
    'main.js',
    'report.json',
    'b.js.map',
    'b-2.js',
  ]);
});

test('assetPlugin() leaves addresses, computed names and the folders around the code alone', async () => {
  const source =
    'export default (name) => [new URL(name, import.meta.url), new URL(`./${name}.js`, import.meta.url), new URL("https://example.org/x.js", import.meta.url), new URL("/x", import.meta.url), new URL("..", import.meta.url), new URL("../../", import.meta.url), new URL("./", import.meta.url)];';
  expect((await bundle(source)).assets).toEqual([]);
});

test('assetPlugin() refuses files that are not there and folders, and says where they are named', async () => {
  const failure = await bundle(
    '\nexport default [new URL("./gone.ts", import.meta.url),\nnew URL("./templates/", import.meta.url)];',
    { 'templates/x.txt': '' },
  ).catch((error) => error);
  expect(failure.errors.map(({ detail }: { detail: object }) => detail)).toEqual([
    { code: 'missing_asset', place: "main.ts:2:25 './gone.ts'" },
    { code: 'folder_asset', place: "main.ts:3:9 './templates/'" },
  ]);
});

test('assetPlugin() lets the bundler say what cannot be parsed', async () => {
  await expect(bundle('new URL("./x", import.meta.url); const = 1;')).rejects.toThrow(/Expected identifier/);
});
