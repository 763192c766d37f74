import { MortiseError } from '@mortise/core';
import { expect, test } from 'vitest';
import { outcomeOf } from './outcome.ts';

const errorWith = (cause: unknown) =>
  new MortiseError('limit_exceeded', 'It took too much', { pluginId: 'demo.a', phase: 'call', cause });
const textOf = async (cause: unknown) => (await outcomeOf(() => Promise.reject(errorWith(cause)))).text;

test('outcomeOf() prints a cause that is a record of figures as JSON, and an error by its message', async () => {
  const figures = { kind: 'limit', limit: 'memory', allowed: 64e6, measured: 65e6 };
  expect(await textOf(figures)).toBe(
    'It took too much <- {"kind":"limit","limit":"memory","allowed":64000000,"measured":65000000}',
  );
  expect(await textOf([1, 2])).toBe('It took too much <- [1,2]');
  expect(await textOf(new Error('no disk'))).toBe('It took too much <- no disk');
  expect(await textOf({ message: 'no disk' })).toBe('It took too much <- no disk');
});

test('outcomeOf() cuts a long record to a line, and takes one that JSON cannot say', async () => {
  const long = await textOf({ text: 'x\n'.repeat(1_000) });
  expect(long.length).toBeLessThan(250);
  expect(long).not.toContain('\n');
  expect(await textOf({ measured: 1n })).toContain('what JSON cannot say');
});

test('outcomeOf() names codes, plugin and phase', async () => {
  expect(await outcomeOf(() => Promise.reject(errorWith(undefined)))).toMatchObject({
    kind: 'mortise error',
    codes: ['limit_exceeded'],
    pluginId: 'demo.a',
    phase: 'call',
  });
});
