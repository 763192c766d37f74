import { ProbeWire } from '@mortise/testing/wire';
import { expect, test } from 'vitest';
import { copyArguments } from './copy-arguments.ts';

const { json, bytes, optional, tell, sum, add } = ProbeWire.methods as Required<typeof ProbeWire.methods>;

test('copyArguments() copies what a method takes by value', () => {
  const tree = { depth: [1, null, { two: -0 }] };
  const [copy] = copyArguments(json as never, [tree]);
  expect(copy).toEqual(tree);
  expect(copy).not.toBe(tree);
  const part = new Uint8Array([0, 1, 2, 3]).subarray(1, 3);
  const [own] = copyArguments(bytes as never, [part]) as [Uint8Array];
  expect(own).toEqual(new Uint8Array([1, 2]));
  expect(own.buffer).not.toBe(part.buffer);
});

test('copyArguments() keeps what is absent absent', () => {
  const absent = [undefined, undefined, undefined];
  expect(copyArguments(optional as never, [])).toEqual(absent);
  expect(copyArguments(optional as never, ['first', undefined, 'low'])).toEqual(['first', undefined, 'low']);
});

test('copyArguments() leaves objects with methods and streams as they are', () => {
  const listener = { notify: async () => '' };
  const [same, texts] = copyArguments(tell as never, [listener, ['one']]);
  expect(same).toBe(listener);
  expect(texts).toEqual(['one']);
  const numbers = { async *[Symbol.asyncIterator]() {} };
  expect(copyArguments(sum as never, [numbers])[0]).toBe(numbers);
});

test('copyArguments() throws what the call would', () => {
  expect(() => copyArguments(add as never, ['one', 2])).toThrow(
    expect.objectContaining({ code: 'invalid_value', message: expect.stringContaining("Cannot call 'add'") }),
  );
});
