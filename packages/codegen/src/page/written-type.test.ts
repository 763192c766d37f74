import { expect, test } from 'vitest';
import {
  list,
  literal,
  number,
  object,
  of,
  oneOf,
  option,
  record,
  ref,
  stream,
  string,
  stub,
  tuple,
  union,
  variant,
} from '../../fixtures/wire/types.ts';
import type { TypeModel } from '../contract/model.ts';
import { writtenType } from './written-type.ts';

test.each<[TypeModel, string]>([
  [of('u64'), 'u64'],
  [of('bytes'), 'Uint8Array'],
  [of('date'), 'Date'],
  [of('bigint'), 'bigint'],
  [literal("it's"), '"it\'s"'],
  [oneOf('a', 1), "'a' | 1"],
  [list(oneOf('a')), "'a'[]"],
  [list(oneOf('a', 'b')), "('a' | 'b')[]"],
  [list(option(string)), '(string | undefined)[]'],
  [list(object({ a: union(string, number) })), '{ a: string | number }[]'],
  [list(list(string)), 'string[][]'],
  [tuple(string, record(number)), '[string, Record<string, number>]'],
  [stream(ref('App')), 'AsyncIterable<App>'],
  [object({}), '{}'],
  [object({ 'a-b?': string, c: of('null') }), "{ 'a-b'?: string; c: null }"],
  [stub('Session'), 'Session'],
  [stub('Session', true), 'Owned<Session>'],
  [
    variant('t', { values: [1], type: ref('A') }, { values: [2], type: object({ t: literal(2) }) }),
    'A | { t: 2 }',
  ],
])('writtenType() writes %j as %s', (type, expected) => {
  expect(writtenType(type)).toBe(expected);
});
