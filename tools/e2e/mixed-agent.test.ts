import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { root } from '../workspace.ts';
import { mortise, node } from './run.ts';
import { type Scratch, scratch } from './scratch.ts';

const agent = join(root, 'examples/edge-agent');
const main = join(agent, 'dist/mixed/main.js');

let place: Scratch;

beforeAll(async () => {
  const { code, stderr } = await mortise(agent, 'build', '--profile', 'mixed');
  expect(stderr).toBe('');
  expect(code).toBe(0);
});
beforeEach(() => {
  place = scratch();
});
afterEach(() => place[Symbol.dispose]());

const run = (app: object, ...args: readonly string[]) => {
  place.write({ 'app.json': { id: 'app', ...app } });
  return node(place.path, main, 'run', 'app.json', '--state', join(place.path, 'state'), ...args);
};
const prints = (text: string) => ({
  runtime: 'native',
  program: 'node',
  args: ['-e', `console.log(${JSON.stringify(text)})`],
});

test('the agent is built with a plugin in each isolation', () => {
  const report = JSON.parse(readFileSync(join(agent, 'dist/mixed/report.json'), 'utf8'));
  const isolations = report.plugins.map(({ id, isolation }: { id: string; isolation: string }) => [
    id,
    isolation,
  ]);
  expect(isolations).toEqual([
    ['era.json-lines', 'wasm'],
    ['era.key-value', 'deno'],
    ['era.native', 'worker'],
    ['era.wasm', 'none'],
  ]);
  expect(readFileSync(main, 'utf8')).not.toContain('era-guard');
});

test('native programs are started from a worker thread', async () => {
  const { code, stdout, stderr } = await run(prints('hello'));
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'hello\n' });
  expect(stderr).toMatch(/^app exited with code 0/);
});

test.each([
  ['in WebAssembly', 'json-lines', '{"sensor":"boiler","mean":63.5}', 'mean{sensor="boiler"} 63.5\n'],
  ['in a Deno process', 'key-value', 'unit=pump took=12', 'took{unit="pump"} 12\n'],
])('what they print is read %s', async (_, metrics, line, expected) => {
  const { code, stdout } = await run(prints(line), '--metrics', metrics);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expected });
});

test('a provider that is not there is told with those that are', async () => {
  const { code, stderr } = await run(prints(''), '--metrics', 'xml');
  expect(code).toBe(1);
  expect(stderr).toContain(
    "Cannot get 'era:metrics@1/xml': this build has [era:metrics@1/json-lines, era:metrics@1/key-value]",
  );
});
