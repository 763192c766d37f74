import { expect, test } from 'vitest';
import { Scope } from '../fixtures/scope.ts';
import { denoArguments } from './deno-flags.ts';

test.each([1e30, Number.POSITIVE_INFINITY])(
  'a memory of %d bytes is written as V8 reads numbers',
  (memory) => {
    const flags = denoArguments({ memory }, []).find((flag) => flag.startsWith('--v8-flags='));
    expect(flags).toMatch(/^--v8-flags=--max-old-space-size=\d+,--max-semi-space-size=\d+$/);
  },
);

test.each([
  ['more than V8 can write', `${'9'.repeat(25)}GB`],
  ['more than a number holds', `${'9'.repeat(400)}GB`],
])('a plugin with a limit of %s starts', async (_, memory) => {
  const scope = new Scope({ options: { limits: { memory } } });
  expect(await (await scope.probe()).json(1)).toBe(1);
  await scope.end();
});
