import type { InterfaceWire, MethodWire } from '@mortise/core';
import { expect, test } from 'vitest';
import {
  contract,
  interfaceOf,
  list,
  literal,
  method,
  nothing,
  number,
  object,
  oneOf,
  option,
  stub,
  text,
  tuple,
  union,
  variant,
  variantCase,
} from '../../fixtures/growth/models.ts';
import { deliver, Links, messageOf, readMessage } from '../../fixtures/wire/cross.ts';
import { loadWire } from '../../fixtures/wire/load-wire.ts';
import type { ContractModel, MethodModel, TypeModel } from '../contract/model.ts';
import { compareContracts } from './compare-contracts.ts';

// What a major change would do to a side that does not know of it: why it is one.

const shop = (buy: MethodModel) => contract([buy], {}, { Box: interfaceOf([method('lock')]) });

/** Notes who owns each object, on both sides. */
class Owners extends Links {
  readonly owned: boolean[] = [];

  override exportStub(value: object, wire: InterfaceWire, owned: boolean): number {
    this.owned.push(owned);
    return super.exportStub(value, wire, owned);
  }

  override importStub(id: number, _wire?: InterfaceWire, owned = false): object | undefined {
    this.owned.push(owned);
    return super.importStub(id);
  }
}

const wireOf = (model: ContractModel): MethodWire => loadWire(model).methods.buy as MethodWire;

/** What the reader has of what the writer sends; the error's code where it refuses. */
const received = (writer: ContractModel, reader: ContractModel, part: 'Args' | 'Result', sent: unknown) => {
  const links = new Owners();
  const message = messageOf((w) => wireOf(writer)[`write${part}`](w, sent as unknown[]), links);
  try {
    const read = wireOf(reader)[`read${part}`];
    return { value: readMessage(deliver(message, 'json'), read, links).value, owned: links.owned };
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

const refused = 'invalid_value';

test.each<
  [string, Record<string, TypeModel>, Record<string, TypeModel>, 'older' | 'newer', unknown[], unknown]
>([
  ['required parameter added', { a: text }, { a: text, b: text }, 'older', ['x'], refused],
  [
    'parameter removed: what was sent is lost',
    { a: text, 'b?': text },
    { a: text },
    'older',
    ['x', 'y'],
    ['x'],
  ],
  ['parameter made required', { 'a?': text }, { a: text }, 'older', [undefined], refused],
  ['parameter made optional', { a: text }, { 'a?': text }, 'newer', [undefined], refused],
  ['parameters changed places', { a: text, b: text }, { b: text, a: text }, 'older', ['a', 'b'], ['a', 'b']],
  ['other type', { a: text }, { a: number }, 'older', ['x'], refused],
  ['case removed', { a: oneOf('x', 'y') }, { a: oneOf('x') }, 'older', ['y'], refused],
  [
    'field removed: what was sent is lost',
    { a: object({ x: text }) },
    { a: object({}) },
    'older',
    [{ x: 'x' }],
    [{}],
  ],
])('as an argument: %s', (_, before, after, sender, sent, has) => {
  const [older, newer] = [shop(method('buy', before)), shop(method('buy', after))];
  expect(compareContracts(older, newer).demands).toBe('major');
  const [writer, reader] = sender === 'older' ? [older, newer] : [newer, older];
  const got = received(writer, reader, 'Args', sent);
  expect(typeof got === 'object' ? got.value : got).toEqual(has);
});

const circle = variantCase(object({ kind: literal('circle') }), 'circle');
const box = variantCase(object({ kind: literal('box') }), 'box');

test.each<[string, TypeModel, TypeModel, 'older' | 'newer', unknown, unknown]>([
  ['required field added', object({}), object({ x: text }), 'older', {}, refused],
  ['field removed', object({ x: text }), object({}), 'newer', {}, refused],
  ['field made optional', object({ x: text }), object({ 'x?': text }), 'newer', {}, refused],
  ['field made required', object({ 'x?': text }), object({ x: text }), 'older', {}, refused],
  [
    'field order changed: one is taken for the other',
    object({ a: text, b: text }),
    object({ b: text, a: text }),
    'newer',
    { a: 'a', b: 'b' },
    { a: 'b', b: 'a' },
  ],
  [
    'field put between',
    object({ a: text, b: text }),
    object({ a: text, 'x?': text, b: text }),
    'newer',
    { a: 'a', x: 'x', b: 'b' },
    { a: 'a', b: 'x' },
  ],
  ['field of another type', object({ a: text }), object({ a: number }), 'newer', { a: 1 }, refused],
  ['item made optional', list(text), list(option(text)), 'newer', [undefined], refused],
  ['integer widened', { kind: 'u8' }, { kind: 'u16' }, 'newer', 300, refused],
  [
    'tuple grown',
    list(tuple(number)),
    list(tuple(number, number)),
    'newer',
    [
      [1, 2],
      [3, 4],
    ],
    refused,
  ],
  ['case added', oneOf('x'), oneOf('x', 'y'), 'newer', 'y', refused],
  ['union member added', union(text, number), union(text, number, list(text)), 'newer', ['x'], refused],
  [
    'variant case added',
    variant('kind', circle),
    variant('kind', circle, box),
    'newer',
    { kind: 'box' },
    refused,
  ],
  [
    'tag changed',
    variant('kind', variantCase(object({ kind: literal('x') }), 'x')),
    variant('type', variantCase(object({ type: literal('y') }), 'y')),
    'newer',
    { type: 'y' },
    refused,
  ],
  ['void made a value', nothing, text, 'older', undefined, refused],
])('as a result: %s', (_, before, after, sender, sent, has) => {
  const [older, newer] = [shop(method('buy', {}, before)), shop(method('buy', {}, after))];
  expect(compareContracts(older, newer).demands).toBe('major');
  const [writer, reader] = sender === 'older' ? [older, newer] : [newer, older];
  const got = received(writer, reader, 'Result', sent);
  expect(typeof got === 'object' ? got.value : got).toEqual(has);
});

test('an object that one side hands over and the other one takes for borrowed is never ended', () => {
  const older = shop(method('buy', { box: stub('Box', true) }));
  const newer = shop(method('buy', { box: stub('Box') }));
  expect(compareContracts(older, newer).demands).toBe('major');
  expect(received(older, newer, 'Args', [{}])).toMatchObject({ owned: [true, false] });
});

test('a method that was removed, or that became a stream, is no longer there to be called', () => {
  const stream: Partial<MethodModel> = { result: { kind: 'stream', type: text } };
  const [older, newer] = [shop(method('buy', {}, text)), shop(method('buy', {}, text, stream))];
  expect(compareContracts(older, newer).demands).toBe('major');
  expect([older, newer].map((model) => wireOf(model).result)).toEqual(['promise', 'stream']);
  const without = shop(method('sell'));
  expect(compareContracts(older, without).demands).toBe('major');
  expect(wireOf(without)).toBeUndefined();
});
