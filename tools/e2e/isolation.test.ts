import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { root } from '../workspace.ts';
import { greeterProduct } from './product.ts';
import { mortise, node } from './run.ts';
import type { Scratch } from './scratch.ts';

const isolations = ['none', 'worker', 'deno', 'wasm', 'wasm-inline'];

let product: Scratch;

const at = (file: string) => join(product.path, file);
const profile = (isolation: string, limits?: object) => ({
  platform: 'node',
  plugins: { '@demo/greeter-loud': { isolation, ...(limits ? { limits } : {}) }, '@demo/greeter-quiet': {} },
});

/** What people wrote, with its text: no generated file, no build. */
const written = (folder: string): [string, string][] =>
  readdirSync(folder).flatMap((name): [string, string][] => {
    const path = join(folder, name);
    if (/^(node_modules|dist|profiles)$|\.gen\.|\.model\.json$/.test(name)) return [];
    return statSync(path).isDirectory() ? written(path) : [[path, readFileSync(path, 'utf8')]];
  });

const build = async (isolation: string) => {
  product.write({ 'profiles/full.json': profile(isolation) });
  const { code, stderr } = await mortise(product.path, 'build');
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(readFileSync(at('dist/full/report.json'), 'utf8'));
};

beforeEach(() => {
  product = greeterProduct(['loud', 'quiet'], { full: profile('none') });
  mkdirSync(at('node_modules/@demo'), { recursive: true });
  symlinkSync(at('contract'), at('node_modules/@demo/greeter'));
  for (const name of ['loud', 'quiet'])
    symlinkSync(at(`plugins/${name}`), at(`node_modules/@demo/greeter-${name}`));
});
afterEach(() => product[Symbol.dispose]());

describe('a plugin', () => {
  test('is moved to another isolation by one word of a profile, and answers the same', async () => {
    await build('none');
    const before = written(product.path);
    for (const isolation of isolations) {
      const report = await build(isolation);
      expect(report.plugins).toMatchObject([
        { id: 'demo.loud', isolation },
        { id: 'demo.quiet', isolation: 'none' },
      ]);
      const loaders = isolation === 'none' ? [] : [{ package: `@mortise/loader-${isolation.split('-')[0]}` }];
      expect(report.loaders).toMatchObject(loaders);
      const main = readFileSync(at('dist/full/main.js'), 'utf8');
      expect(main.includes('loud greets')).toBe(isolation === 'none');
      expect(main).toContain('quiet greets');
      const ended = await node(product.path, 'dist/full/main.js', 'loud');
      expect(ended).toEqual({ code: 0, stdout: 'loud greets Ada\n', stderr: '' });
      expect((await node(product.path, 'dist/full/main.js', 'quiet')).stdout).toBe('quiet greets Ada\n');
    }
    expect(written(product.path)).toEqual(before);
  }, 300_000);

  test('whose bundle was changed since is not started', async () => {
    const [{ file }] = (await build('worker')).plugins;
    writeFileSync(
      at(`dist/full/${file}`),
      readFileSync(at(`dist/full/${file}`), 'utf8').replace('loud', 'load'),
    );
    const ended = await node(product.path, 'dist/full/main.js', 'loud');
    expect(ended.code).not.toBe(0);
    expect(ended.stderr).toMatch(/tampered|found sha256 [0-9a-f]{64}, expected [0-9a-f]{64}/);
    expect((await node(product.path, 'dist/full/main.js', 'quiet')).stdout).toBe('quiet greets Ada\n');
  });

  test('that is isolated does not run from the sources, and says what to do', async () => {
    await build('worker');
    const source = join(root, 'tools/setup/source.mjs');
    const ended = await node(product.path, '--import', source, 'src/main.ts', 'loud');
    expect(ended.code).not.toBe(0);
    expect(ended.stderr).toContain("Cannot read the bundle of plugin 'demo.loud'");
    expect((await node(product.path, '--import', source, 'src/main.ts', 'quiet')).stdout).toBe(
      'quiet greets Ada\n',
    );
  });

  test('that needs Node is refused in wasm by name', async () => {
    product.write({
      'profiles/full.json': profile('wasm'),
      'plugins/loud/src/plugin.ts': `import { hostname } from 'node:os';
import { definePlugin } from './plugin.gen.ts';

export default definePlugin({
  activate: () => ({ greeter: { loud: { greet: async (who: string) => hostname() + who } } }),
});
`,
    });
    const { code, stderr } = await mortise(product.path, 'build');
    expect(code).toBe(1);
    expect(stderr).toContain(
      "error Cannot build profile 'full': plugin 'demo.loud' imports modules of Node, which isolation 'wasm' does not have\n  'node:os' in plugins/loud/src/plugin.ts\n",
    );
  });
});

test('a plugin in a worker reads what it names by new URL(), one in Deno is refused that', async () => {
  product.write({
    'profiles/full.json': profile('worker'),
    'plugins/loud/src/words.txt': 'well met, ',
    'plugins/loud/src/plugin.ts': `import { readFileSync } from 'node:fs';
import { definePlugin } from './plugin.gen.ts';

const words = readFileSync(new URL('./words.txt', import.meta.url), 'utf8');
export default definePlugin({
  activate: () => ({ greeter: { loud: { greet: async (who: string) => words + who } } }),
});
`,
  });
  expect((await mortise(product.path, 'build')).code).toBe(0);
  expect((await node(product.path, 'dist/full/main.js', 'loud')).stdout).toBe('well met, Ada\n');
  product.write({ 'profiles/full.json': profile('deno') });
  const { code, stderr } = await mortise(product.path, 'build');
  expect(code).toBe(1);
  expect(stderr).toContain(
    "plugin 'demo.loud' names files by new URL(), which isolation 'deno' keeps from it\n  plugins/loud/src/plugin.ts:4:36 './words.txt'\n",
  );
});

test('build prints what is isolated, in which file', async () => {
  product.write({ 'profiles/full.json': profile('worker', { memory: '64MB' }) });
  const { stdout } = await mortise(product.path, 'build');
  expect(stdout).toMatch(/^full +demo\.loud +worker .* plugins\/[0-9a-f]{8}\/demo\.loud\.worker\.js$/m);
  expect(stdout).toMatch(/^full +demo\.quiet +none .* main\.js$/m);
  expect(stdout).toMatch(/^full +@mortise\/loader-worker .* main\.js$/m);
});
