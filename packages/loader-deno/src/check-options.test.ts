import { expect, test } from 'vitest';
import { createDenoLoader, denoPlugin } from './index.ts';

test.each([
  ['deno', ''],
  ['deno', null],
  ['deno', 5],
  ['deno', new URL('file:///usr/bin/deno')],
  ['unsafeFlags', '--allow-net'],
  ['unsafeFlags', null],
  ['unsafeFlags', {}],
  ['unsafeFlags[1]', ['--allow-net', 5]],
])('%s: %j is refused when the loader is created', (name, value) => {
  const options = { wires: [], [name.replace(/\[.*/, '')]: value } as never;
  expect(() => createDenoLoader(options)).toThrow(
    expect.objectContaining({
      code: 'invalid_option',
      message: expect.stringContaining(`'${name}' is `),
      hint: expect.stringContaining(name),
    }),
  );
});

test('a plugin of a bootstrap is refused as well', () => {
  const plugin = {
    manifest: { id: 'demo.probe', version: '1.0.0', provides: {} },
    bundle: new URL('file:///plugin.js'),
  };
  expect(() => denoPlugin({ ...plugin, wires: [], unsafeFlags: '--allow-net' as never })).toThrow(
    expect.objectContaining({ code: 'invalid_option' }),
  );
});
