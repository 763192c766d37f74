import { isMortiseError } from '@mortise/core';
import { describe, expect, test } from 'vitest';
import { JsonDocument } from './document.ts';
import type { JsonSchema } from './json-schema.ts';

const open = (text: string, schema?: JsonSchema) =>
  new JsonDocument<unknown>(text, 'x.json', { what: 'list', ...(schema ? { schema } : {}) });
const places = (text: string, schema?: JsonSchema) =>
  open(text, schema).faults.map(({ line, column, path, found }) => [line, column, path, found]);
const port = { type: 'object', properties: { port: { type: 'integer' } } };

describe('JsonDocument', () => {
  test('gives the value when nothing is wrong', () => {
    const document = open('\uFEFF{"port":80}', port);
    expect(document.faults).toEqual([]);
    expect(document.check()).toEqual({ port: 80 });
    expect(document.check()).toBe(document.value);
  });

  test('keeps `__proto__` as a key like any other', () => {
    const value = open('{"__proto__":{"polluted":1}}').check() as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect('polluted' in value).toBe(false);
  });

  test.each(['', ' \r\n\t', '\uFEFF', '\uFEFF\n'])('says of %j that the file is empty', (text) => {
    expect(() => open(text).check()).toThrow('x.json:1:1: found an empty file, expected a list in JSON');
    expect(open(text).value).toBeUndefined();
  });

  test.each([
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['{\r\n  "a": 1\r\n  "b": 2\r\n}', 3, 3],
    ['\uFEFF{"a":}', 1, 6],
    ['\uFEFF{\r\n"a":}', 2, 5],
    ['{"é": "😀", x}', 1, 13],
    ['[\n\n', 3, 1],
  ])('finds the fault of %j on line %i, column %i', (text, line, column) => {
    expect(open(text).faults).toMatchObject([{ line, column }]);
    expect(open(text).value).toBeUndefined();
  });

  test.each([
    ['{\n "a": 1,\n "a": 2 }', 3, 2, 'a'],
    ['{ "x": [ {}, { "a b": 1,\r\n"a b": 2 } ] }', 2, 1, 'x[1]["a b"]'],
    ['{ "__proto__": 1, "__proto__": 2 }', 1, 19, '__proto__'],
  ])('finds the second one of two keys in %j', (text, line, column, path) => {
    expect(open(text).faults).toMatchObject([{ line, column, path, expected: 'each key once' }]);
  });

  test('says where the first one of two keys is', () => {
    expect(open('{ "a": 1,\n "a": 2 }').faults[0]?.hint).toBe(
      'take one of the two out, the other is on line 1',
    );
  });

  test('finds faults by the schema where their keys are, in the order of the text', () => {
    const schema = {
      required: ['id'],
      properties: { port: { type: 'integer' }, list: { items: { type: 'null' } } },
    };
    const document = open('{\n  "list": [null,\n    7],\n  "port": "80"\n}', schema);
    expect(() => document.check()).toThrow(
      [
        "Cannot use list 'x.json': 3 faults",
        '  x.json:1:1 id: found nothing, expected another value (add "id")',
        '  x.json:3:5 list[1]: found 7, expected null',
        '  x.json:4:3 port: found "80", expected a whole number',
      ].join('\n'),
    );
  });

  test('reports a key that stands twice and the faults of its last value', () => {
    expect(places('{"port":"a",\n"port":"b"}', port)).toEqual([
      [2, 1, 'port', 'the key "port" for the second time'],
      [2, 1, 'port', '"b"'],
    ]);
  });

  test('throws an error with code and faults, which it lists again after a further complaint', () => {
    const document = open('{"a":{"b":1}}');
    document.complain(['a', 'b'], { found: '1', expected: '2', hint: 'write 2' });
    const caught = [0, 1].map(() => {
      try {
        return document.check();
      } catch (error) {
        document.complain(['a', 'c', 'd'], { found: 'nothing', expected: 'a c' });
        return error;
      }
    });
    expect(caught.every(isMortiseError)).toBe(true);
    expect(caught).toMatchObject([
      { code: 'invalid_document', faults: [{ line: 1, column: 7, path: 'a.b', hint: 'write 2' }] },
      { code: 'invalid_document', faults: [{ column: 2, path: 'a.c.d' }, { column: 7 }] },
    ]);
  });

  test('says whom it is about, which may depend on what it holds', () => {
    const about = (value: unknown) => ({ phase: 'load', pluginId: (value as string[])[0] }) as const;
    const document = new JsonDocument('["demo.a"]', 'x.json', { what: 'list', about });
    document.complain([], { found: '1', expected: '2' });
    expect(() => document.check()).toThrow(
      expect.objectContaining({ code: 'invalid_document', phase: 'load', pluginId: 'demo.a' }),
    );
  });

  test('takes complaints about a text that is no JSON', () => {
    const document = open('{');
    document.complain(['a'], { found: '1', expected: '2' });
    expect(document.faults).toMatchObject([{ line: 1 }, { path: 'a', found: '1' }]);
  });

  test('refuses a text above 4 MiB unread, and takes one of 4 MiB', () => {
    const limit = 4 * 1024 * 1024;
    const text = (length: number) => `"${'x'.repeat(length - 2)}"`;
    expect(open(text(limit)).faults).toEqual([]);
    expect(open(text(limit + 1)).faults).toEqual([
      { file: 'x.json', found: `${limit + 1} characters`, expected: `at most ${limit} (4 MiB)` },
    ]);
  });

  test('finds all of 200,000 faults in one pass, and lists a hundred', () => {
    const document = open(`[${Array(200_000).fill('1').join(',\n')}]`, { items: { type: 'string' } });
    expect(document.faults).toHaveLength(200_000);
    expect(document.faults[199_999]).toMatchObject({ line: 200_000, path: '[199999]' });
    expect(() => document.check()).toThrow(/^(.*\n){101} {2}and 199900 more$/);
  });

  test('reads a deep and wide text in linear time', () => {
    const deep = `${'['.repeat(199)}${Array(1_000_000).fill('1').join()}${']'.repeat(199)}`;
    expect(open(deep).faults).toEqual([]);
  });
});
