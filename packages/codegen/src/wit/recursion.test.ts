import { expect, test } from 'vitest';
import { list, object, option, record, ref, string, stub, tuple, union } from '../../fixtures/wire/types.ts';
import type { ContractModel, TypeModel } from '../contract/model.ts';
import { recursiveTypes } from './recursion.ts';

const found = (types: Readonly<Record<string, TypeModel>>): Record<string, string> =>
  Object.fromEntries(
    recursiveTypes(Object.fromEntries(Object.entries(types).map(([name, type]) => [name, { type }]))),
  );

test('recursiveTypes() finds what holds itself, through lists, options and other types', () => {
  expect(found({ Json: union(string, list(ref('Json'))) })).toEqual({ Json: 'Json' });
  expect(found({ A: object({ 'b?': ref('B') }), B: record(option(ref('A'))) })).toEqual({ A: 'A', B: 'B' });
});

test('recursiveTypes() finds what holds such a type, and names that one', () => {
  const types = {
    Deep: tuple(ref('Holder')),
    Holder: list(ref('Json')),
    Json: list(ref('Json')),
    Flat: string,
  };
  expect(found(types)).toEqual({ Deep: 'Json', Holder: 'Json', Json: 'Json' });
});

test('recursiveTypes() takes no part in what is only used twice, or only reached through an object', () => {
  expect(found({ Pair: tuple(ref('One'), ref('One')), One: string, Handle: stub('Session') })).toEqual({});
});

test('recursiveTypes() reads a long chain', () => {
  const chain = Array.from({ length: 20_000 }, (_, index) => [
    `T${index}`,
    { type: list(ref(`T${index + 1}`)) },
  ]);
  const types = Object.fromEntries([...chain, ['T20000', { type: string }]]) as ContractModel['types'];
  expect(recursiveTypes(types).size).toBe(0);
});
