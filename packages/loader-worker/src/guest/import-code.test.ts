import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), "mortise it's "));
const file = pathToFileURL(join(folder, 'plugin.js')).href;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  writeFileSync(join(folder, 'asset.txt'), 'an asset');
  await build({
    stdin: {
      contents: `import { parentPort, workerData } from 'node:worker_threads';
        import { importCode } from './import-code.ts';
        const say = (what) => parentPort.postMessage(what);
        importCode(workerData.source, workerData.file).then(
          async (module) => say(await module.default()),
          (error) => say('failed: ' + error.message),
        ).catch((error) => say(error.stack));`,
      resolveDir: import.meta.dirname,
    },
    outfile: join(folder, 'thread.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['@mortise/source', 'module'],
  });
});

/** What a module's default export returns in a thread, or how it fails. */
const run = (source: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(join(folder, 'thread.mjs'), { workerData: { source, file } });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

test('importCode() lets import.meta tell of the file', async () => {
  const source = `import { readFileSync } from 'node:fs';
    const asset = readFileSync(new URL('./asset.txt', import.meta.url), 'utf8');
    export default () => [asset, import.meta.filename, import . meta.dirname, {...import.meta}.url];`;
  expect(await run(source)).toEqual(['an asset', join(folder, 'plugin.js'), folder, file]);
});

test('importCode() lets createRequire() find what lies beside the file', async () => {
  writeFileSync(join(folder, 'data.json'), '{ "a": 1 }');
  const source = `import { createRequire } from 'node:module';
    export default () => createRequire(import.meta.url)('./data.json');`;
  expect(await run(source)).toEqual({ a: 1 });
});

test('importCode() keeps a text that mentions import.meta.url a text', async () => {
  const source = `const own = { import: { meta: 1 } };
    export default () => ['see "import.meta.url"', "import.meta.url's", \`import.meta.url\`.length > 0, own.import.meta];`;
  expect(await run(source)).toEqual([
    expect.stringMatching(/^see "\w+\.url"$/),
    expect.stringMatching(/^\w+\.url's$/),
    true,
    1,
  ]);
});

test('importCode() lets stacks name file and line', async () => {
  const stack = await run("\n\nexport default () => { throw new Error('Grüße'); }; // end");
  expect(stack).toContain('Error: Grüße\n');
  expect(stack).toContain(`${file.replaceAll("'", '%27')}:3:`);
  expect(stack).not.toContain('data:');
});

test('importCode() lets stacks of what bundlers write name file, line and column', async () => {
  const stack = await run(
    "const first = () => new Error('one').stack; const all = () =>\nfirst(); export { all as default };",
  );
  expect(stack).toContain(`at first (${file}:1:21)\n`);
  expect(stack).toContain(`at Object.all [as default] (${file}:2:1)\n`);
});

test('importCode() lets what bundlers write import where it runs, and tell of the file', async () => {
  const source = `const all = async () => [(await import('node:path')).basename(import.meta.filename), 'import'];
    export { all as default };`;
  expect(await run(source)).toEqual(['plugin.js', 'import']);
});

test.each(["'./other.js'", "'not-installed-anywhere'"])(
  'importCode() says that %s cannot be imported, and not from all of the text',
  async (name) => {
    for (const source of [`import ${name};`, `await import(${name});`]) {
      const said = await run(`${source} const a = 'x'; export { a as default }; // ${'x'.repeat(10_000)}`);
      expect(said).toMatch(/^failed: /);
      expect(said).toContain(name.slice(1, -1));
      expect(String(said).length).toBeLessThan(1_000);
    }
  },
);
