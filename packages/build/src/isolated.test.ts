import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Isolation, PlannedPlugin, ProfilePlan } from '@mortise/profile';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildProfile } from './build-profile.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'mortise-isolated-')));
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
};
const json = (value: object) => JSON.stringify(value);
const read = (file: string) => readFileSync(join(root, 'dist/mixed', file), 'utf8');

/** A stand-in that carries the file it would start, and says which bundle it was given. */
const loader = (name: string): Record<string, string> => ({
  [`node_modules/@mortise/loader-${name}/package.json`]: json({
    name: `@mortise/loader-${name}`,
    type: 'module',
    sideEffects: false,
    exports: './index.js',
  }),
  [`node_modules/@mortise/loader-${name}/index.js`]:
    "export const plugin = ({ bundle }) => ({ bundle, guest: new URL('./guest/side.js', import.meta.url) });",
  // Bundled again, it would lose the function that nothing here calls.
  [`node_modules/@mortise/loader-${name}/guest/side.js`]: 'function called_from_outside() {}\n',
});

const ends: Partial<Record<Isolation, string>> = { worker: 'worker', deno: 'deno', wasm: 'guest' };

/** Builds a product with one plugin, whose bootstrap is as `mortise gen` would write it. */
const build = async (
  isolation: Isolation,
  files: Record<string, string> = {},
  rest: Partial<PlannedPlugin> = {},
) => {
  const isLinked = isolation === 'none';
  const bootstrap = isLinked
    ? "import '@demo/echo/register';\nexport const catalog = registered;"
    : `import { plugin } from '@mortise/loader-${isolation}';
export const catalog = [plugin({ bundle: new URL('./plugins/demo.echo.${ends[isolation]}.js', import.meta.url) })];`;
  write({
    ...(isLinked ? {} : loader(isolation)),
    'package.json': json({
      name: 'product',
      type: 'module',
      imports: { '#bootstrap': './src/bootstrap.mixed.gen.ts' },
    }),
    'src/bootstrap.mixed.gen.ts': bootstrap,
    'src/main.ts': "import { catalog } from '#bootstrap';\nexport default catalog;\n",
    'node_modules/@demo/echo/package.json': json({
      name: '@demo/echo',
      type: 'module',
      sideEffects: ['./src/register.gen.ts'],
      exports: {
        '.': './src/plugin.ts',
        './register': './src/register.gen.ts',
        './guest': './src/guest.gen.ts',
      },
    }),
    'node_modules/@demo/echo/src/plugin.ts': "export default { code: 'the code of echo' };\n",
    'node_modules/@demo/echo/src/register.gen.ts':
      "import plugin from './plugin.ts';\nglobalThis.registered = [plugin];\n",
    'node_modules/@demo/echo/src/guest.gen.ts':
      "export { default } from './plugin.ts';\nexport const wires = ['the wire of echo'];\n",
    ...files,
  });
  const plugin: PlannedPlugin = {
    key: '@demo/echo',
    specifier: '@demo/echo',
    directory: 'node_modules/@demo/echo',
    isolation,
    limits: {},
    manifestLimits: {},
    manifest: { id: 'demo.echo', version: '1.2.0', provides: {} },
    ...rest,
  };
  const plan: ProfilePlan = {
    name: 'mixed',
    platform: 'node',
    main: './src/main.ts',
    plugins: [plugin],
    budget: {},
  };
  return await buildProfile(plan, { root, product: '.', bootstrap: 'src/bootstrap.mixed.gen.ts' });
};
const plugin = (code: string) => ({ 'node_modules/@demo/echo/src/plugin.ts': code });
/** What a bundle exports by default. */
const importDefault = async (file: string) =>
  (await import(pathToFileURL(join(root, 'dist/mixed', file)).href)).default;

test.each(['none', 'worker'] as const)(
  'buildProfile() works through a link to the workspace: %s',
  async (isolation) => {
    const real = root;
    root = `${real}-link`;
    symlinkSync(real, root);
    try {
      expect((await build(isolation)).plugins).toMatchObject([{ id: 'demo.echo' }]);
    } finally {
      rmSync(root);
      root = real;
    }
  },
);

test('buildProfile() says what is in the way of its files', async () => {
  await expect(build('none', { dist: 'a file' })).rejects.toMatchObject({
    code: 'write_failed',
    message: expect.stringMatching(/^Cannot write the build of profile 'mixed': E\w+: .*dist/),
  });
});

describe('buildProfile() of an isolated plugin', () => {
  test.each(['worker', 'deno', 'wasm'] as const)('makes it a file of its own: %s', async (isolation) => {
    const report = await build(isolation);
    const [{ file = '' } = {}] = report.plugins;
    expect(file).toMatch(new RegExp(`^plugins/[0-9a-f]{8}/demo\\.echo\\.${ends[isolation]}\\.js$`));
    const code = read(file);
    expect(report.plugins).toEqual([
      { id: 'demo.echo', version: '1.2.0', isolation, file, bytes: code.length, gzip: expect.any(Number) },
    ]);
    expect(await importDefault(file)).toEqual({ code: 'the code of echo' });
    expect(code).toContain('the wire of echo');
    expect(read('main.js')).not.toContain('of echo');
    const [{ bundle }] = await importDefault('main.js');
    expect(bundle.href).toBe(
      `${pathToFileURL(join(root, 'dist/mixed', file)).href}#sha256=${createHash('sha256').update(code).digest('hex')}`,
    );
    expect(existsSync(join(root, 'dist/mixed', `${file}.map`))).toBe(true);
  });

  test('makes it no file where it is linked in', async () => {
    const report = await build('none');
    expect(report.plugins[0]).not.toHaveProperty('file');
    expect(read('main.js')).toContain('the code of echo');
    expect(existsSync(join(root, 'dist/mixed/plugins'))).toBe(false);
    expect(report).toMatchObject({ loaders: [], boundary: { bytes: 0, gzip: 0 } });
  });

  test('carries the loader that the profile needs, with its files as they are', async () => {
    const report = await build('worker');
    expect(report.loaders).toEqual([
      { package: '@mortise/loader-worker', bytes: expect.any(Number), gzip: expect.any(Number) },
    ]);
    expect(report.loaders[0]?.bytes).toBeGreaterThan(0);
    expect(report.assets).toMatchObject([{ file: expect.stringMatching(/^assets\/[0-9a-f]{8}\/side\.js$/) }]);
    expect(read(report.assets[0]?.file ?? '')).toBe('function called_from_outside() {}\n');
    const [{ guest }] = await importDefault('main.js');
    expect(existsSync(guest)).toBe(true);
  });

  test('keeps no bundle of the last build, and gives a new one another name', async () => {
    const [before] = (await build('worker')).plugins;
    const [after] = (await build('worker', plugin("export default { code: 'another' };"))).plugins;
    expect(after?.file).not.toBe(before?.file);
    expect(existsSync(join(root, 'dist/mixed', before?.file ?? ''))).toBe(false);
    expect((await importDefault(after?.file ?? '')).code).toBe('another');
  });

  test('finds the entry of a plugin that is named by its folder', async () => {
    const folder = 'plugins/own';
    const files = {
      [`${folder}/src/guest.gen.ts`]: "export default 'own';",
      [`${folder}/package.json`]: '{ "type": "module" }',
    };
    const { plugins } = await build('worker', files, { directory: folder, specifier: undefined } as object);
    expect(await importDefault(plugins[0]?.file ?? '')).toBe('own');
  });

  test('refuses a plugin without an entry, naming it', async () => {
    const files = {
      'node_modules/@demo/echo/package.json': json({
        name: '@demo/echo',
        exports: { '.': './src/plugin.ts' },
      }),
    };
    await expect(build('worker', files)).rejects.toMatchObject({
      code: 'missing_guest',
      pluginId: 'demo.echo',
      message:
        "Cannot build profile 'mixed': plugin 'demo.echo' is isolated, and the entry of its bundle is not there: '@demo/echo/guest'",
    });
    const folder = { directory: 'plugins/own', specifier: undefined } as object;
    await expect(build('worker', {}, folder)).rejects.toMatchObject({ code: 'missing_guest' });
  });

  test('refuses an isolation whose loader is not installed, naming it', async () => {
    const files = { 'node_modules/@mortise/loader-worker/package.json': '{ "exports": {} }' };
    await expect(build('worker', files)).rejects.toMatchObject({
      code: 'missing_loader',
      pluginId: 'demo.echo',
      message:
        "Cannot build profile 'mixed': isolation 'worker' of plugin 'demo.echo' needs '@mortise/loader-worker', which is not installed",
      hint: 'Run: npm install @mortise/loader-worker',
    });
  });

  test('refuses to link in code of it by another way', async () => {
    const main =
      "import { catalog } from '#bootstrap';\nimport echo from '@demo/echo';\nexport default [catalog, echo];\n";
    await expect(build('worker', { 'src/main.ts': main })).rejects.toMatchObject({
      code: 'linked_plugin',
      pluginId: 'demo.echo',
      message:
        "Cannot build profile 'mixed': main.js also holds code of plugin 'demo.echo', which is isolated\n  node_modules/@demo/echo/src/plugin.ts",
    });
    expect(existsSync(join(root, 'dist/mixed/main.js'))).toBe(false);
  });
});

describe('an asset of an isolated plugin', () => {
  const asset = {
    ...plugin("export default new URL('./helper.ts', import.meta.url);"),
    'node_modules/@demo/echo/src/helper.ts': "export default 'helped' as string;",
  };

  test('lies where a worker finds it', async () => {
    const { plugins, assets } = await build('worker', asset);
    const url = await importDefault(plugins[0]?.file ?? '');
    expect((await import(url.href)).default).toBe('helped');
    expect(assets.map(({ file }) => file.replace(/^.*\//, ''))).toEqual(['helper.js', 'side.js']);
  });

  test('has a name that hangs on its source, not on when it was found', async () => {
    const files = {
      ...plugin("import a from './a/m.ts';\nexport default [new URL('./z/x.txt', import.meta.url), a];"),
      'node_modules/@demo/echo/src/a/m.ts':
        "import deep from './deep/m.ts';\nexport default [new URL('./w.ts', import.meta.url), deep];",
      'node_modules/@demo/echo/src/a/w.ts': "export default new URL('./b/x.txt', import.meta.url);",
      'node_modules/@demo/echo/src/a/b/x.txt': 'b',
      'node_modules/@demo/echo/src/a/deep/m.ts': "export default new URL('./x.txt', import.meta.url);",
      'node_modules/@demo/echo/src/a/deep/x.txt': 'deep',
      'node_modules/@demo/echo/src/z/x.txt': 'z',
    };
    const { plugins, assets } = await build('worker', files);
    const [z, [w, deep]] = await importDefault(plugins[0]?.file ?? '');
    const b = (await import(w.href)).default;
    const names = [b, deep, z].map((url) => [url.href.replace(/^.*\//, ''), readFileSync(url, 'utf8')]);
    expect(names).toEqual([
      ['x.txt', 'b'],
      ['x-2.txt', 'deep'],
      ['x-3.txt', 'z'],
    ]);
    expect(assets.map(({ file }) => file.replace(/^.*\//, ''))).toEqual([
      'side.js',
      'w.js',
      'x-2.txt',
      'x-3.txt',
      'x.txt',
    ]);
  });

  test('is named in the order of the files', async () => {
    const files = {
      ...plugin("import a from './a.ts';\nexport default [new URL('./x.txt', import.meta.url), a];"),
      'node_modules/@demo/echo/src/a.ts': "export default new URL('./y.txt', import.meta.url);",
    };
    await expect(build('wasm', files)).rejects.toThrow(
      "src/a.ts:1:24 './y.txt'\n  node_modules/@demo/echo/src/plugin.ts:2:25 './x.txt'",
    );
  });

  test.each(['deno', 'wasm'] as const)('is refused in %s, which keeps files away', async (isolation) => {
    await expect(build(isolation, asset)).rejects.toMatchObject({
      code: 'isolated_asset',
      pluginId: 'demo.echo',
      message: `Cannot build profile 'mixed': plugin 'demo.echo' names files by new URL(), which isolation '${isolation}' keeps from it
  node_modules/@demo/echo/src/plugin.ts:1:24 './helper.ts'`,
      hint: 'Import what they hold, hand it in as a host service, or take isolation "worker"',
    });
  });

  test('is no reason where nothing uses it', async () => {
    const files = {
      ...plugin("import { plain } from './both.ts';\nexport default plain;"),
      'node_modules/@demo/echo/src/both.ts':
        "export const plain = 'plain';\nexport const start = () => new Worker(new URL('./gone.ts', import.meta.url));",
    };
    const { plugins } = await build('wasm', files);
    expect(await importDefault(plugins[0]?.file ?? '')).toBe('plain');
  });
});

describe('a module of Node that CommonJS code requires', () => {
  const requires = {
    ...plugin(
      "import old from './old.cjs';\nimport { join } from 'node:path';\nexport default { ...old, same: old.join === join };",
    ),
    'node_modules/@demo/echo/src/old.cjs': `const { join } = require('node:path');
const Events = require('events');
class Source extends Events {}
exports.join = join;
exports.events = typeof new Source().on;
exports.lazy = () => require('fs') === require('node:fs') && require('fs').existsSync('/');
exports.buffer = require('buffer').Buffer.from('a').toString('hex');
try {
  require('node:of_a_later_version');
} catch ({ code }) {
  exports.missing = code;
}`,
  };

  test.each(['none', 'worker', 'deno'] as const)('is there in %s', async (isolation) => {
    const { plugins } = await build(isolation, requires);
    const file = pathToFileURL(join(root, 'dist/mixed', plugins[0]?.file ?? 'main.js')).href;
    // Here, code that is imported has a `require` of the test runner's.
    const script = `import found from '${file}';
      const [echo] = [found].flat();
      console.log(JSON.stringify({ ...echo, lazy: echo.lazy() }));`;
    const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect(JSON.parse(answer)).toEqual({
      events: 'function',
      lazy: true,
      buffer: '61',
      missing: 'ERR_UNKNOWN_BUILTIN_MODULE',
      same: true,
    });
  });

  test('takes no room where nothing requires one', async () => {
    const { plugins } = await build(
      'worker',
      plugin("import { join } from 'node:path';\nexport default join;"),
    );
    expect(read(plugins[0]?.file ?? '')).not.toMatch(/getBuiltinModule|require/);
  });

  test('is refused in wasm', async () => {
    await expect(build('wasm', requires)).rejects.toMatchObject({ code: 'needs_node' });
  });
});

describe('a module that is not there', () => {
  const failureOf = (code: string) => build('none', plugin(code)).catch((error) => error);

  test('is told with its place, and without advice that no profile can follow', async () => {
    const { code, message } = await failureOf("import 'nowhere';");
    expect(code).toBe('bundle_failed');
    expect(message).toMatch(/Could not resolve "nowhere"\s+node_modules\/@demo\/echo\/src\/plugin\.ts:1:7:/);
    expect(message).not.toMatch(/external|You can/);
  });

  test('is told with the advice that can be followed', async () => {
    const { message } = await failureOf("require('nowhere');");
    expect(message).toContain('\n  You can surround this "require" call with a try/catch block');
    expect(message).not.toContain('external');
    expect((await failureOf("import '@demo/echo/inner';")).message).toContain(
      'The path "./inner" is not exported by package "@demo/echo"',
    );
  });
});

describe('a style sheet that code imports', () => {
  const sheet = { 'node_modules/@demo/echo/src/x.css': 'a {}' };

  test.each(['none', 'worker', 'wasm'] as const)('is refused in %s, naming who does', async (isolation) => {
    const code = plugin("export default {};\nimport './x.css';");
    await expect(build(isolation, { ...sheet, ...code })).rejects.toMatchObject({
      code: 'style_sheet',
      message: `Cannot build profile 'mixed': code imports a style sheet, which no bundle holds
  node_modules/@demo/echo/src/plugin.ts:2:8 'node_modules/@demo/echo/src/x.css'`,
    });
  });

  test('is a part of the bundle as text', async () => {
    const code = plugin("import css from './x.css' with { type: 'text' };\nexport default css;");
    const { plugins } = await build('wasm', { ...sheet, ...code });
    expect(await importDefault(plugins[0]?.file ?? '')).toBe('a {}');
  });
});

describe('a bundle for Node', () => {
  const typed = (type: object) => ({
    'package.json': json({
      name: 'product',
      ...type,
      imports: { '#bootstrap': './src/bootstrap.mixed.gen.ts' },
    }),
    ...plugin("import { log } from 'node:console';\nlog('started');\nexport default {};"),
  });
  const start = () => spawnSync(process.execPath, [join(root, 'dist/mixed/main.js')], { encoding: 'utf8' });

  test.each([{ type: 'commonjs' }, {}])('starts in a product of %o', async (type) => {
    await build('none', typed(type));
    expect(start()).toMatchObject({ status: 0, stdout: 'started\n', stderr: '' });
  });

  test('stays in the scope of a product that is an ES module', async () => {
    await build('none', typed({ type: 'commonjs' }));
    const file = join(root, 'dist/mixed/package.json');
    expect(readFileSync(file, 'utf8')).toBe('{ "type": "module" }\n');
    utimesSync(file, 0, 0);
    await build('none', typed({ type: 'module' }));
    expect(existsSync(file)).toBe(false);
    expect(start()).toMatchObject({ status: 0, stdout: 'started\n', stderr: '' });
  });
});

describe('a package with main and module', () => {
  const dual = {
    'node_modules/dual/package.json': json({ name: 'dual', main: 'dual.js', module: 'dual.mjs' }),
    'node_modules/dual/dual.js': "module.exports = () => 'main';\nmodule.exports.kind = {};\n",
    'node_modules/dual/dual.mjs': "export const kind = {};\nexport default () => 'module';\n",
    'node_modules/user/package.json': json({ name: 'user' }),
    'node_modules/user/index.js':
      "const dual = require('dual');\nmodule.exports = { said: () => dual(), kind: dual.kind };\n",
  };

  test.each(['none', 'worker', 'deno', 'wasm'] as const)(
    'is its main where it is required: %s',
    async (isolation) => {
      const { plugins } = await build(isolation, {
        ...dual,
        ...plugin("import user from 'user';\nexport default user.said();"),
      });
      const file = plugins[0]?.file ?? 'main.js';
      expect([await importDefault(file)].flat()).toEqual(['main']);
    },
  );

  test('is its module where it is imported', async () => {
    const { plugins } = await build('wasm', {
      ...dual,
      ...plugin("import dual from 'dual';\nexport default dual();"),
    });
    expect(await importDefault(plugins[0]?.file ?? '')).toBe('module');
  });

  test('is in the bundle once where it is both', async () => {
    const { plugins } = await build('wasm', {
      ...dual,
      ...plugin(
        "import { kind } from 'dual';\nimport user from 'user';\nexport default [user.said(), user.kind === kind];",
      ),
    });
    expect(await importDefault(plugins[0]?.file ?? '')).toEqual(['main', true]);
  });

  test('is both where its module is also imported by its file', async () => {
    const { plugins } = await build('wasm', {
      ...dual,
      ...plugin(
        "import say from 'dual/dual.mjs';\nimport user from 'user';\nexport default [user.said(), say()];",
      ),
    });
    expect(await importDefault(plugins[0]?.file ?? '')).toEqual(['main', 'module']);
  });
});

describe('a module of Node that an isolated plugin imports', () => {
  const usesNode = plugin("import { readFileSync } from 'fs';\nexport default { read: readFileSync };");

  test.each(['worker', 'deno'] as const)('stays an import in %s', async (isolation) => {
    const { plugins } = await build(isolation, usesNode);
    const code = read(plugins[0]?.file ?? '');
    expect(code).toContain('from"node:fs"');
  });

  test('is refused in wasm, naming plugin, module and file', async () => {
    await expect(build('wasm', usesNode)).rejects.toMatchObject({
      code: 'needs_node',
      pluginId: 'demo.echo',
      message: `Cannot build profile 'mixed': plugin 'demo.echo' imports modules of Node, which isolation 'wasm' does not have
  'node:fs' in node_modules/@demo/echo/src/plugin.ts`,
      hint: 'Take isolation "worker", or "deno" where its permissions are enough, or hand in as a host service what the plugin needs',
    });
  });

  test('is no reason where nothing uses it', async () => {
    const files = {
      ...plugin("import { plain } from './both.ts';\nexport default plain;"),
      'node_modules/@demo/echo/src/both.ts':
        "import { readFileSync } from 'node:fs';\nexport const plain = 'plain';\nexport const read = () => readFileSync('x');",
    };
    const { plugins } = await build('wasm', files);
    expect(await importDefault(plugins[0]?.file ?? '')).toBe('plain');
  });

  test('is no reason where a package has its name', async () => {
    const files = {
      ...plugin("import { Buffer } from 'buffer';\nexport default Buffer;"),
      'node_modules/buffer/package.json': json({ name: 'buffer', type: 'module', exports: './index.js' }),
      'node_modules/buffer/index.js': "export const Buffer = 'of a package';",
    };
    const { plugins } = await build('wasm', files);
    expect(await importDefault(plugins[0]?.file ?? '')).toBe('of a package');
  });
});
