import { expect, test } from 'vitest';
import { inspectValue } from './inspect-value.ts';

test.each([
  ['a list', [1, { a: ['b'] }, null]],
  ['a text', 'text'],
  ['a key like a prototype', JSON.parse('{ "__proto__": { "polluted": true } }')],
  ['bytes', new Uint8Array(4)],
])('inspectValue() finds nothing wrong with %s', async (_, value) => {
  expect(await inspectValue(value)).toEqual([]);
});

test.each([
  ['a function', [() => {}], 'a result holds a function'],
  ['a getter', { deep: Object.create(Object.prototype, { a: { get: () => 1 } }) }, 'a result has a getter'],
  ['a class', new (class {})(), "a result's object has a prototype of its own"],
  ['shared memory', new Uint8Array(new SharedArrayBuffer(4)), "a result's bytes are shared memory"],
])('inspectValue() finds %s', async (_, value, fault) => {
  expect(await inspectValue(value)).toContain(fault);
});
