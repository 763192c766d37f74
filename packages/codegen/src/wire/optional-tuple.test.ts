import { expect, test } from 'vitest';
import { crossArgs, crossResult, forms } from '../../fixtures/wire/cross.ts';
import { loadWire } from '../../fixtures/wire/load-wire.ts';
import { contractOf, method, object, option, ref, string, tuple } from '../../fixtures/wire/types.ts';

const pair = tuple(option(string), option(string));
const wire = loadWire(
  contractOf('Shop', [method('find', { 'pair?': pair, last: string }, object({ 'pair?': ref('Pair') }))], {
    Pair: pair,
  }),
);

test.each(forms)('a tuple that may be absent is there when its first member is not: %s', (form) => {
  const find = wire.methods.find as NonNullable<typeof wire.methods.find>;
  for (const value of [[undefined, undefined], [undefined, 'b'], ['a', undefined], undefined])
    expect(crossArgs(find, [value, 'last'], form)).toEqual([value, 'last']);
  expect(crossResult(find, { pair: [undefined, undefined] }, form)).toEqual({ pair: [undefined, undefined] });
  expect(crossResult(find, {}, form)).toEqual({});
});
