import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { conformance } from '@mortise/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../workspace.ts';
import { node, run } from './run.ts';
import { type Scratch, scratch } from './scratch.ts';
import { installTarballs, packAll, published } from './tarballs.ts';

let packs: Scratch;
let tarballs: ReadonlyMap<string, string>;

beforeAll(async () => {
  packs = scratch();
  tarballs = await packAll(packs.path);
});
afterAll(() => packs[Symbol.dispose]());

test('every tarball holds its README, its sources and its build, and no tests', () => {
  for (const [name, tarball] of tarballs) {
    const files = execFileSync('tar', ['tzf', tarball], { encoding: 'utf8' }).split('\n');
    expect(files, name).toContain('package/README.md');
    expect(
      files.some((file) => file.endsWith('.js')),
      name,
    ).toBe(true);
    expect(
      files.filter((file) => /\.test\.[jt]s$|\.test-d\.|tsbuildinfo|node_modules/.test(file)),
      name,
    ).toEqual([]);
  }
});

test('core, registry and loader-inprocess work from plain JavaScript, without Nx and TypeScript', async () => {
  using stranger = scratch();
  stranger.write({
    'package.json': { name: 'stranger', version: '1.0.0', type: 'module' },
    'plugins/polite/plugin.json': {
      manifest: 1,
      id: 'demo.polite',
      version: '1.2.0',
      provides: { 'demo:greeter@1.0.0': { polite: {} } },
      uses: { 'demo:names@1': {} },
    },
    'plugins/polite/index.js': `export default {
  async activate(ctx) {
    return { greeter: { polite: { greet: async (id) => \`Good day, \${await ctx.names.name(id)}\` } } };
  },
};
`,
    'app.js': `import { contract } from '@mortise/core';
import { loadInProcess } from '@mortise/loader-inprocess';
import { createCatalog, createRegistry } from '@mortise/registry';

const Greeter = contract()('demo:greeter@1', '1.0.0');
const catalog = createCatalog([loadInProcess('plugins/polite')]);
const registry = createRegistry(catalog, { services: { names: { name: async (id) => \`number \${id}\` } } });
const greeter = await registry.get(Greeter, 'polite');
console.log(await greeter.greet(7));
await registry.dispose();
`,
  });
  const names = ['core', 'json', 'artifact', 'loader-inprocess', 'registry'].map(
    (name) => `@mortise/${name}`,
  );
  await installTarballs(stranger.path, tarballs, names);
  expect(readdirSync(join(stranger.path, 'node_modules'))).not.toContain('typescript');
  expect(await node(stranger.path, 'app.js')).toEqual({
    code: 0,
    stdout: 'Good day, number 7\n',
    stderr: '',
  });
});

test('rpc and testing work from plain JavaScript: calls, strict mode, conformance of a boundary', async () => {
  using stranger = scratch();
  stranger.write({
    'package.json': { name: 'stranger', version: '1.0.0', type: 'module' },
    'boundary.js': `import { connect, provide } from '@mortise/rpc';
import { createMemoryPair } from '@mortise/rpc/memory';

export const behindBoundary = async (wire, object) => {
  const { a, b } = createMemoryPair({ form: 'framed' });
  const exports = { object: provide(wire, object) };
  const [near, far] = await Promise.all([connect(a), connect(b, { exports })]);
  const end = async () => {
    await near.close();
    await far.closed;
  };
  return { near, object: near.get(wire, 'object'), end };
};
`,
    'app.js': `import { createMemoryLog } from '@mortise/services';
import { LogWire } from '@mortise/services/wire';
import { startLeakCheck, strict } from '@mortise/testing';
import { behindBoundary } from './boundary.js';

const checkLeaks = startLeakCheck();
const memory = createMemoryLog();
const ofPlugin = await memory({ id: 'demo.stranger', version: '1.0.0' });
const { object: log, end } = await behindBoundary(LogWire, ofPlugin);
await log.info('hello', { from: 'a stranger' });
console.log(memory.entries[0].message);
await end();
await log.info('too late').catch(({ code }) => console.log(code));

const live = await strict(LogWire, ofPlugin);
await live.object.info(7).catch(({ code }) => console.log(code));
await live.close();
await checkLeaks();
`,
    'conforms.js': `import { conformance } from '@mortise/testing';
import { createProbe } from '@mortise/testing/probe';
import { ProbeWire } from '@mortise/testing/wire';
import { behindBoundary } from './boundary.js';

const start = async () => {
  const { near, object: probe, end } = await behindBoundary(ProbeWire, createProbe());
  return { probe, get pending() { return near.pending; }, end };
};
for (const { name, run } of conformance) {
  await run({ start });
  console.log(name);
}
`,
  });
  const names = ['core', 'registry', 'rpc', 'services', 'testing'].map((name) => `@mortise/${name}`);
  await installTarballs(stranger.path, tarballs, names);
  expect(readdirSync(join(stranger.path, 'node_modules'))).not.toContain('vitest');
  expect(await node(stranger.path, 'app.js')).toEqual({
    code: 0,
    stdout: 'hello\nconnection_closed\ninvalid_value\n',
    stderr: '',
  });
  expect(await node(stranger.path, 'conforms.js')).toEqual({
    code: 0,
    stdout: conformance.map(({ name }) => `${name}\n`).join(''),
    stderr: '',
  });
});

test('a plugin that nx generates in an empty folder passes its tests, is built and runs', async () => {
  using stranger = scratch();
  stranger.write({
    'package.json': { name: 'stranger', version: '1.0.0', private: true, type: 'module' },
    'profiles/full.json': { platform: 'node', plugins: {} },
    'src/main.ts': `import { Greeter } from '@demo/greeter';
import { createRegistry } from '@mortise/registry';
import { createMemoryLog } from '@mortise/services';
import { catalog } from '#bootstrap';

const registry = createRegistry(catalog, { services: { log: createMemoryLog() } });
const greeter = await registry.get(Greeter, 'polite');
await greeter.get('Ada').catch((error) => console.log(error.code));
await registry.dispose();
`,
  });
  await installTarballs(stranger.path, tarballs, published());
  const nx = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await run('npx', ['nx', ...args], stranger.path);
    expect(code, stdout + stderr).toBe(0);
  };
  await nx('g', '@mortise/nx:contract', 'greeter', '--namespace', 'demo');
  const options = ['--contract', 'demo:greeter', '--uses', 'mortise:log', '--profile', 'stranger:full'];
  await nx('g', '@mortise/nx:plugin', 'polite', ...options);
  const folder = join(stranger.path, 'plugins/greeter-polite');
  expect(readFileSync(join(folder, 'src/plugin.test.ts'), 'utf8')).toContain('wires: [GreeterWire, LogWire]');
  const tests = await run('npm', ['test', '-w', 'plugins/greeter-polite'], stranger.path);
  expect(tests.code, tests.stdout + tests.stderr).toBe(0);
  for (const isolation of ['none', 'worker', 'deno', 'wasm']) {
    const plugins = { '@demo/greeter-polite': { isolation } };
    stranger.write({ 'profiles/full.json': { platform: 'node', plugins } });
    const built = await run('npx', ['mortise', 'build', '--profile', 'full'], stranger.path);
    expect(built.code, built.stderr).toBe(0);
    const report = JSON.parse(readFileSync(join(stranger.path, 'dist/full/report.json'), 'utf8'));
    expect(report.plugins).toMatchObject([{ id: 'demo.polite', isolation }]);
    // Who installs Mortise installs no Deno by that: this repository's stands in for one of the machine's.
    const env = { PATH: `${dirname(await findDeno())}${delimiter}${process.env.PATH}` };
    const ended = await run(process.execPath, ['dist/full/main.js'], stranger.path, env);
    expect(ended.stdout, ended.stderr).toBe('unsupported\n');
  }
}, 300_000);

/** The program of npm's package `deno`, which is a script itself. */
const findDeno = async (): Promise<string> => {
  const code = 'console.log(Deno.execPath())';
  const { stdout } = await run(join(root, 'node_modules/.bin/deno'), ['eval', code], root);
  return stdout.trim();
};
