import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changedFiles, clone } from './clone.ts';
import { node, run } from './run.ts';
import type { Scratch } from './scratch.ts';

// The promise of ERA: a new runtime touches no existing file but generated ones, the profile, the
// product's package.json and the lock file.

let copy: Scratch;

beforeAll(async () => {
  copy = await clone();
});
afterAll(() => copy[Symbol.dispose]());

const nx = (...args: readonly string[]) => run('npx', ['nx', ...args], copy.path);
const plugin = 'examples/edge-agent/plugins/runtime-echo';

const passesItsTests = async () => {
  const { code, stdout, stderr } = await run('npx', ['vitest', 'run', plugin], copy.path);
  expect(code, stdout + stderr).toBe(0);
};

test('nx builds a profile with isolated plugins where no command has run before', async () => {
  const { code, stdout, stderr } = await nx('run', 'edge-agent:build:mixed');
  expect(code, stdout + stderr).toBe(0);
}, 120_000);

test('nx generates a third runtime, installs it, and its own tests pass', async () => {
  const { code, stderr } = await nx(
    'g',
    'plugin',
    'echo',
    '--contract',
    'era:runtime',
    '--profile',
    'edge-agent:edge',
  );
  expect(code, stderr).toBe(0);
  const existing = (await changedFiles(copy)).filter((file) => !file.startsWith(`${plugin}/`));
  expect(existing).toEqual([
    'examples/edge-agent/package.json',
    'examples/edge-agent/profiles/edge.json',
    'examples/edge-agent/src/bootstrap.edge.gen.ts',
    'package-lock.json',
  ]);
  expect(readFileSync(join(copy.path, plugin, 'src/plugin.test.ts'), 'utf8')).toContain(
    "['in strict mode', strictPlugin(plugin, { wires: [RuntimeWire] })],",
  );
  await passesItsTests();
  const types = await run('npx', ['tsc', '-p', '.'], copy.path);
  expect(types.stdout).toBe('');
}, 300_000);

test('its method says what is to be written, until somebody writes it', async () => {
  copy.write({ 'apps/echo.json': { id: 'echo', runtime: 'echo', program: '/bin/echo', args: ['hello'] } });
  expect((await nx('run', 'edge-agent:build:edge')).code).toBe(0);
  const { code, stderr } = await node(
    copy.path,
    'examples/edge-agent/dist/edge/main.js',
    'run',
    'apps/echo.json',
  );
  expect(code).toBe(1);
  expect(stderr).toContain('echo');
  expect(stderr).toMatch(/runtime-echo|echo-runtime/);
}, 120_000);

test('once it is written, it passes its tests, is in the next bundle and runs', async () => {
  const source = readFileSync(join(import.meta.dirname, 'echo-runtime.ts.txt'), 'utf8');
  copy.write({ [`${plugin}/src/plugin.ts`]: source });
  await passesItsTests();
  const built = await nx('run', 'edge-agent:build:edge');
  expect(built.code, built.stdout).toBe(0);
  const report = JSON.parse(
    readFileSync(join(copy.path, 'examples/edge-agent/dist/edge/report.json'), 'utf8'),
  );
  expect(report.plugins.map(({ id }: { id: string }) => id)).toEqual(['era.echo', 'era.wasm']);
  const agent = [
    'examples/edge-agent/dist/edge/main.js',
    'run',
    'apps/echo.json',
    '--state',
    join(copy.path, 'state'),
  ];
  expect((await node(copy.path, ...agent)).stdout).toContain('hello');
}, 120_000);

test('nx builds all profiles, takes what it knows from its cache, and sees drift', async () => {
  expect((await nx('build', 'edge-agent')).code).toBe(0);
  const again = await nx('build', 'edge-agent');
  expect(again.stdout).toContain('local cache');
  expect((await nx('sync:check')).code).toBe(0);
  copy.write({ 'examples/edge-agent/src/bootstrap.edge.gen.ts': '// by hand\n' });
  const drift = await nx('sync:check');
  expect(drift.code).toBe(1);
  expect(drift.stderr + drift.stdout).toMatch(/bootstrap\.edge\.gen\.ts[\s\S]*nx sync/);
  expect((await nx('sync')).code).toBe(0);
  expect((await nx('sync:check')).code).toBe(0);
}, 120_000);

test('the gate finds nothing to wire for it', async () => {
  const args = [
    '--import',
    './tools/setup/source.mjs',
    'tools/checks/main.ts',
    'wiring',
    'borders',
    'generated files',
  ];
  const { code, stdout } = await node(copy.path, ...args);
  expect(code, stdout).toBe(0);
}, 120_000);
