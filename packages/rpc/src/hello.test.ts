import { isMortiseError } from '@mortise/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHello } from './hello.ts';

const offer = { id: 1, contract: 'era:runtime@1', version: '1.0.0' };
const limits = { size: 1, cells: 2, depth: 3 };
const textOf = (hello: unknown): string => JSON.stringify(hello);

const refusal = (version: unknown, text: unknown): string => {
  try {
    readHello(version, text);
  } catch (error) {
    if (isMortiseError(error) && error.code === 'handshake_failed') return error.message;
    throw error;
  }
  throw new Error('Nothing was refused');
};

test('readHello() takes what a side offers and takes, also what it does not know of', () => {
  const exports = { 'era:runtime@1/wasm': offer, __proto__: offer };
  const text = textOf({
    exports: { ...exports, more: { ...offer, id: 7, since: 3 } },
    limits: { ...limits, calls: 5 },
  });

  expect(readHello(1, text)).toMatchObject({
    exports: { 'era:runtime@1/wasm': offer },
    limits: { calls: 5 },
  });
  expect(readHello(1, textOf({ exports: {}, limits }))).toEqual({ exports: {}, limits });
});

test('readHello() names both versions where they differ', () => {
  expect(refusal(2, textOf({ exports: {}, limits }))).toBe(
    'Cannot connect: the other side speaks version 2 of the protocol, this one 1',
  );
});

test.each<readonly [string, unknown]>([
  ['a number', 5],
  ['nothing', undefined],
  ['no JSON', '{'],
  ['null', 'null'],
  ['a list', '[]'],
  ['a text that is too long', ' '.repeat(1024 * 1024) + textOf({ exports: {}, limits })],
  ['no exports', textOf({ limits })],
  ['exports that are null', textOf({ exports: null, limits })],
  ['no limits', textOf({ exports: {} })],
  ['a limit that is missing', textOf({ exports: {}, limits: { size: 1, cells: 1 } })],
  ['a limit of 0', textOf({ exports: {}, limits: { ...limits, size: 0 } })],
  ['a limit that is no integer', textOf({ exports: {}, limits: { ...limits, depth: 0.5 } })],
  ['a limit of calls that is a text', textOf({ exports: {}, limits: { ...limits, calls: '5' } })],
  ['an offer that is null', textOf({ exports: { a: null }, limits })],
  ['an offer with the number 0', textOf({ exports: { a: { ...offer, id: 0 } }, limits })],
  ['an offer without a contract', textOf({ exports: { a: { id: 1, version: '1.0.0' } }, limits })],
  ['an offer whose version is a number', textOf({ exports: { a: { ...offer, version: 1 } }, limits })],
  ['two offers with one number', textOf({ exports: { a: offer, b: offer }, limits })],
])('readHello() refuses %s', (_, text) => {
  expect(refusal(1, text)).toMatch(/^Cannot connect: /);
});

test('readHello() either reads or refuses, whatever it gets', () => {
  const hello = fc.record({
    exports: fc.dictionary(fc.string(), fc.oneof(fc.constant(offer), fc.anything())),
    limits: fc.oneof(fc.constant(limits), fc.anything()),
  });
  const text = fc.oneof(
    fc.anything(),
    fc.json(),
    hello.map((one) => fc.stringify(one)),
  );
  fc.assert(
    fc.property(fc.oneof(fc.constant(1), fc.anything()), text, (version, said) => {
      try {
        expect(readHello(version, said).limits.size).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject({ code: 'handshake_failed' });
      }
    }),
  );
});
