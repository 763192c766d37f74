import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../workspace.ts';
import { node } from './run.ts';

test('quickstart builds both profiles and prints what each application answered, then a plugin in every isolation', async () => {
  const flags = ['--import', join(root, 'tools/setup/source.mjs')];
  const { code, stdout, stderr } = await node(root, ...flags, join(root, 'tools/quickstart/main.ts'));
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/^full +era\.native, era\.wasm +\d+\.\d kB +\d+\.\d kB +\d+ % +\d+ ms$/m);
  expect(stdout).toMatch(/^edge +era\.wasm +\d+\.\d kB +\d+\.\d kB +\d+ % +\d+ ms$/m);
  for (const isolation of ['none', 'worker', 'deno', 'wasm', 'wasm-inline'])
    expect(stdout).toMatch(
      new RegExp(`^${isolation} +[\\d.]+ ms +[\\d.]+ µs +[\\d.]+ MB(?: +[\\d.]+ kB){3}$`, 'm'),
    );
  expect(stdout.match(/^ {2}sensor-report +\{"sensor":"boiler"/gm)).toHaveLength(2);
  expect(stdout).toMatch(/^ {2}minify +const /m);
  expect(stdout).toMatch(/^ {2}minify +Cannot get 'era:runtime@1\/native'.*era:runtime@1\/wasm/m);
});
