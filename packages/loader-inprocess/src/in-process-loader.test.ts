import { getEventListeners } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readArtifact } from '@mortise/artifact';
import { contract, type Plugin, type PluginContext } from '@mortise/core';
import { createCatalog, createRegistry } from '@mortise/registry';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inProcessLoader, loadInProcess } from './in-process-loader.ts';

const Greeter = contract<{ greet(name: string): Promise<string> }>()('demo:greeter@1', '1.0.0');
const manifest = {
  manifest: 1,
  id: 'demo.hello',
  version: '1.0.0',
  provides: { 'demo:greeter@1.0.0': { polite: {} } },
};
const greeter = (greeting: string) =>
  `{ greeter: { polite: { greet: async (name) => '${greeting} ' + name } } }`;
const plugin = (greeting: string) => `export default { activate: () => (${greeter(greeting)}) };`;

let folder: string;
beforeEach(() => {
  // Vitest leaves what lies in node_modules to Node, whose memory of modules is what is tested here.
  folder = join(mkdtempSync(join(tmpdir(), 'mortise-loader-')), 'node_modules');
});
afterEach(() => rmSync(dirname(folder), { recursive: true }));

const write = (files: Record<string, unknown>, name = 'hello'): string => {
  const root = join(folder, name);
  for (const [file, content] of Object.entries({
    'plugin.json': manifest,
    'package.json': { type: 'module' },
    ...files,
  })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return root;
};

const open = (...plugins: Plugin[]) => {
  const registry = createRegistry(createCatalog(plugins), { config: { 'demo.hello': { port: '80' } } });
  return {
    greet: async () => (await registry.find(Greeter, 'polite')).greet('Ada'),
    dispose: registry.dispose,
  };
};
const greet = async (loaded: Plugin): Promise<string> => {
  const { greet, dispose } = open(loaded);
  try {
    return await greet();
  } finally {
    await dispose();
  }
};
/** What the registry says went wrong inside of it. */
const causeOf = async (loaded: Plugin): Promise<unknown> => {
  const error = await greet(loaded).catch((thrown) => thrown);
  expect(error).toMatchObject({ code: 'activate_failed', pluginId: 'demo.hello' });
  return error.cause;
};

describe('loadInProcess()', () => {
  test('knows the plugin before any of its code runs', () => {
    const loaded = loadInProcess(write({ 'index.js': 'globalThis.mortiseHasRun = true;' }));
    expect(loaded.manifest).toMatchObject({ id: 'demo.hello', version: '1.0.0' });
    expect('mortiseHasRun' in globalThis).toBe(false);
  });

  test.each([
    ['plain JavaScript', 'index.js', plugin('Hello')],
    [
      'TypeScript with generated code',
      'index.js',
      `const definePlugin = (code) => ({ manifest: { id: 'demo.hello', provides: {} }, code });
       export default definePlugin({ async activate() { return ${greeter('Hello')} } });`,
    ],
    [
      'a class',
      'index.js',
      `export default new (class { #own = ${greeter('Hello')}; activate() { return this.#own } })();`,
    ],
    ['CommonJS', 'index.cjs', `module.exports = { activate: () => (${greeter('Hello')}) };`],
    [
      'TypeScript compiled to CommonJS',
      'index.cjs',
      `Object.defineProperty(exports, '__esModule', { value: true });
       exports.default = { activate: async () => (${greeter('Hello')}) };`,
    ],
  ])('imports %s', async (_, main, code) => {
    expect(await greet(loadInProcess(write({ 'plugin.json': { ...manifest, main }, [main]: code })))).toBe(
      'Hello Ada',
    );
  });

  test('throws what readArtifact() throws', () => {
    expect(() => loadInProcess(join(folder, 'none'))).toThrow(
      expect.objectContaining({ code: 'invalid_document' }),
    );
  });
});

describe('the import', () => {
  test.each([
    ['nothing', '', 'nothing by default'],
    ['no default', 'export const activate = () => {};', 'nothing by default'],
    ['a function', 'export default () => {};', "a default of type 'function'"],
    ['null', 'export default null;', "a default of type 'object'"],
    [
      'another object',
      'export default { start() {}, stop() {} };',
      'an object with the keys [start, stop] by default',
    ],
    ['no function', 'export default { activate: {} };', 'an object with the keys [activate] by default'],
  ])('refuses a module that exports %s', async (_, code, found) => {
    const root = write({ 'index.js': code });
    expect(await causeOf(loadInProcess(root))).toMatchObject({
      code: 'not_a_plugin',
      pluginId: 'demo.hello',
      phase: 'load',
      message: `Cannot use '${join(root, 'index.js')}': it exports ${found}, and no activate()`,
    });
  });

  test('refuses code that was generated for another plugin', async () => {
    const code = `export default { manifest: { id: 'demo.other' }, code: { activate: () => (${greeter('Hello')}) } };`;
    expect(await causeOf(loadInProcess(write({ 'index.js': code })))).toMatchObject({
      code: 'other_plugin',
      message: expect.stringMatching(/it is plugin 'demo.other', its plugin.json says 'demo.hello'$/),
    });
  });

  test.each([
    ["throw new Error('boom')", /: boom$/, /the error is the cause/],
    ['throw undefined', /: undefined$/, /the error is the cause/],
    ['export default {', /: Unexpected end of input$/, /^Find the place: node --check '.*index.js'$/],
    [
      "import 'not-there-at-all'",
      /Cannot find package 'not-there-at-all'/,
      /^Install what the plugin depends on/,
    ],
    ["import './gone.js'", /Cannot find module .*gone.js/, /^Install what the plugin depends on/],
  ])('says why it failed where the code is %j', async (code, message, hint) => {
    expect(await causeOf(loadInProcess(write({ 'index.js': code })))).toMatchObject({
      code: 'import_failed',
      phase: 'load',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });

  test.each(['index.js', 'index.cjs'])('tries again after %s threw', async (main) => {
    const marker = join(folder, `may-run-${main}`);
    const how = main.endsWith('.cjs')
      ? "const { existsSync } = require('node:fs');"
      : "import { existsSync } from 'node:fs';";
    const exports = main.endsWith('.cjs') ? 'module.exports =' : 'export default';
    const code = `${how} if (!existsSync('${marker}')) throw new Error('not yet');
      ${exports} { activate: () => (${greeter('Hello')}) };`;
    const directory = write({ 'plugin.json': { ...manifest, main }, [main]: code });
    const { greet, dispose } = open(loadInProcess(directory));
    await expect(greet()).rejects.toThrow(/not yet/);
    await expect(greet()).rejects.toThrow(/not yet/);
    writeFileSync(marker, '');
    expect(await greet()).toBe('Hello Ada');
    await dispose();
    expect(await open(loadInProcess(directory)).greet()).toBe('Hello Ada');
  });

  test('finds what was missing at the first try', async () => {
    const directory = write({ 'index.js': `import './late.js'; ${plugin('Hello')}` });
    const { greet, dispose } = open(loadInProcess(directory));
    await expect(greet()).rejects.toThrow(/late.js/);
    writeFileSync(join(directory, 'late.js'), '');
    expect(await greet()).toBe('Hello Ada');
    await dispose();
  });

  test.each(['index.js', 'index.cjs'])(
    'runs what the artifact describes where %s has changed',
    async (main) => {
      const code = (greeting: string) =>
        main === 'index.js'
          ? plugin(greeting)
          : plugin(greeting).replace('export default', 'module.exports =');
      const pluginJson = { ...manifest, main };
      const first = loadInProcess(write({ 'plugin.json': pluginJson, [main]: code('Hello') }));
      expect(await greet(first)).toBe('Hello Ada');
      const second = loadInProcess(write({ 'plugin.json': pluginJson, [main]: code('Welcome') }));
      expect(await greet(second)).toBe('Welcome Ada');
      write({ 'plugin.json': pluginJson, [main]: code('Hello') });
      expect(await greet(first)).toBe('Hello Ada');
    },
  );

  test('happens once for all scopes', async () => {
    const key = 'mortiseImports';
    const counted = globalThis as { [key]?: number };
    const code = `globalThis.${key} = (globalThis.${key} ?? 0) + 1; ${plugin('Hello')}`;
    const directory = write({ 'index.js': code });
    const loaded = loadInProcess(directory);
    await Promise.all([greet(loaded), greet(loaded), greet(loadInProcess(directory))]);
    const imports = counted[key];
    delete counted[key];
    expect(imports).toBe(1);
  });
});

describe('the hashes', () => {
  test('refuse a module that was tampered with after it was read, and none of it runs', async () => {
    const marker = join(folder, 'has-run');
    const directory = write({ 'index.js': plugin('Hello') });
    const loaded = loadInProcess(directory);
    write({
      'index.js': `import { writeFileSync } from 'node:fs'; writeFileSync('${marker}', ''); ${plugin('Evil')}`,
    });
    expect(await causeOf(loaded)).toMatchObject({
      code: 'tampered',
      message: expect.stringMatching(
        /^Cannot load 'index.js': found sha256 [0-9a-f]{64}, expected sha256 [0-9a-f]{64}$/,
      ),
    });
    expect(existsSync(marker)).toBe(false);
  });

  test('refuse a module that has gone or became a folder', async () => {
    const directory = write({ 'index.js': plugin('Hello') });
    const loaded = loadInProcess(directory);
    rmSync(join(directory, 'index.js'));
    expect(await causeOf(loaded)).toMatchObject({
      code: 'tampered',
      message: expect.stringMatching(/found ENOENT/),
    });
    mkdirSync(join(directory, 'index.js'));
    expect(await causeOf(loaded)).toMatchObject({
      code: 'tampered',
      message: expect.stringMatching(/found EISDIR/),
    });
  });

  test('refuse an artifact that has none for its module', async () => {
    const artifact = { ...readArtifact(write({ 'index.js': plugin('Hello') })), files: {} };
    expect(await causeOf(inProcessLoader.load(artifact))).toMatchObject({ code: 'tampered' });
  });

  test('hold for a module by its absolute path and for a folder that is a link', async () => {
    const directory = write({ 'index.js': plugin('Hello') });
    const artifact = readArtifact(directory);
    expect(await greet(inProcessLoader.load({ ...artifact, main: join(directory, 'index.js') }))).toBe(
      'Hello Ada',
    );
    symlinkSync('hello', join(folder, 'alias'));
    expect(await greet(loadInProcess(join(folder, 'alias')))).toBe('Hello Ada');
  });
});

describe('the activation', () => {
  type Seen = { context: PluginContext & { config: unknown }; ended: unknown[]; aborted: boolean[] };
  const watched = (provided: string, rest = '') => `
    globalThis.mortiseSeen ??= [];
    export default {
      activate(context) {
        globalThis.mortiseSeen.push({ context, ended: [], aborted: [] });
        return ${provided};
      },
      deactivate(context) {
        const own = globalThis.mortiseSeen.find((one) => one.context === context);
        own.ended.push(context);
        own.aborted.push(context.signal.aborted);
        ${rest}
      },
    };`;
  const take = (): Seen[] => {
    const global = globalThis as { mortiseSeen?: Seen[] };
    const all = global.mortiseSeen ?? [];
    delete global.mortiseSeen;
    return all;
  };

  test('ends with the context that it began with, in each scope', async () => {
    const loaded = loadInProcess(write({ 'index.js': watched(greeter('Hello')) }));
    const scopes = [open(loaded), open(loaded)] as const;
    for (const { greet } of scopes) await greet();
    await scopes[1].dispose();
    await scopes[0].dispose();
    const both = take();
    expect(both.map(({ ended, aborted }) => [ended.length, aborted])).toEqual([
      [1, [true]],
      [1, [true]],
    ]);
    expect(both[0]?.context).not.toBe(both[1]?.context);
    expect(both[0]?.context).toMatchObject({ id: 'demo.hello', version: '1.0.0' });
    for (const { context } of both) expect(getEventListeners(context.signal, 'abort')).toEqual([]);
  });

  test.each([
    ['undefined', 'undefined'],
    ['an empty object', '{}'],
    ['another contract', '{ other: { polite: {} } }'],
    ['another provider', '{ greeter: { rude: {} } }'],
    ['a provider that is no object', "{ greeter: { polite: 'x' } }"],
    ['null for a provider', '{ greeter: { polite: null } }'],
  ])('refuses %s, and ends the plugin', async (_, provided) => {
    const loaded = loadInProcess(write({ 'index.js': watched(`(${provided})`) }));
    expect(await causeOf(loaded)).toMatchObject({
      code: 'missing_provider',
      phase: 'activate',
      message:
        "Cannot use what activate() of plugin 'demo.hello' returned: it lacks 'demo:greeter@1/polite' at " +
        "'greeter.polite', which plugin.json promises",
      hint: 'Return { greeter: { polite: … } } from activate(), or take it out of plugin.json',
    });
    expect(take().map(({ ended, aborted }) => [ended.length, aborted])).toEqual([[1, [true]]]);
  });

  test('names all providers that are missing, and keeps what deactivate() throws', async () => {
    const provides = {
      'demo:greeter@1.0.0': { polite: {}, rude: {}, there: {} },
      'demo:other@2.0.0': { x: {} },
    };
    const code = watched('{ greeter: { there: {} } }', "throw new Error('also this');");
    expect(
      await causeOf(loadInProcess(write({ 'plugin.json': { ...manifest, provides }, 'index.js': code }))),
    ).toMatchObject({
      message: expect.stringContaining(
        "lacks 'demo:greeter@1/polite' at 'greeter.polite', 'demo:greeter@1/rude' at 'greeter.rude', 'demo:other@2/x' at 'other.x',",
      ),
      cause: { message: 'also this' },
    });
    take();
  });

  test('passes on what activate() throws, and does not call deactivate()', async () => {
    const code = watched("(() => { throw new Error('no disk') })()");
    expect(await causeOf(loadInProcess(write({ 'index.js': code })))).toMatchObject({ message: 'no disk' });
    expect(take()).toMatchObject([{ ended: [] }]);
  });

  test.each(['', 'async '])('decodes the configuration before it begins (%sconfig)', async (kind) => {
    const code = `export default {
      ${kind}config(raw) { return { port: Number(raw.port) } },
      activate: ({ config }) => ({ greeter: { polite: { greet: async () => JSON.stringify(config) } } }),
    };`;
    expect(await greet(loadInProcess(write({ 'index.js': code })))).toBe('{"port":80}');
  });

  test('gives no configuration to a plugin that decodes none', async () => {
    const code = `export default {
      activate: ({ config }) => ({ greeter: { polite: { greet: async () => String(config) } } }),
    };`;
    expect(await greet(loadInProcess(write({ 'index.js': code })))).toBe('undefined');
  });

  test('says that the configuration is wrong where the plugin says so', async () => {
    const code = `export default { config() { throw new Error('port must be a number') }, activate() {} };`;
    expect(await causeOf(loadInProcess(write({ 'index.js': code })))).toMatchObject({
      code: 'configure_failed',
      phase: 'configure',
      message: "Cannot configure plugin 'demo.hello': port must be a number",
      hint: expect.stringContaining("config['demo.hello']"),
    });
  });
});
