import { describe, expect, test } from 'vitest';
import { checkSchema } from './check-schema.ts';
import type { JsonSchema } from './json-schema.ts';

const faults = (value: unknown, schema: JsonSchema) =>
  checkSchema(value, schema).map(({ path, found, expected, hint }) => [
    path,
    found,
    expected,
    ...(hint ? [hint] : []),
  ]);

describe('checkSchema()', () => {
  test.each<[unknown, JsonSchema]>([
    [{ a: 1, b: 2 }, {}],
    [1, { type: 'integer' }],
    [1.5, { type: 'number' }],
    [null, { type: ['string', 'null'] }],
    [{ b: [1], a: {} }, { const: { a: {}, b: [1] } }],
    ['b', { enum: ['a', 'b'] }],
    ['no', { not: { enum: ['yes'] } }],
    ['é', { pattern: '^.$', minLength: 1, maxLength: 1 }],
    ['😀', { pattern: '^.$', minLength: 1, maxLength: 1 }],
    [5, { minimum: 5, maximum: 5, minLength: 9 }],
    [[1, '1', [1], { a: 1 }], { uniqueItems: true, minItems: 4, maxItems: 4 }],
    [
      { a: 1 },
      { required: ['a'], minProperties: 1, maxProperties: 1, properties: { a: { type: 'integer' } } },
    ],
    [{ ab: 1 }, { propertyNames: { pattern: '^a' }, additionalProperties: { type: 'number' } }],
    [JSON.parse('{"__proto__":{"a":1}}'), { additionalProperties: { type: 'object' } }],
  ])('finds nothing wrong with %j by %j', (value, schema) => {
    expect(checkSchema(value, schema)).toEqual([]);
  });

  test.each<[unknown, JsonSchema, string, string]>([
    [[], { type: 'object' }, '[]', 'an object'],
    [null, { type: 'object' }, 'null', 'an object'],
    [{}, { type: 'array' }, '{}', 'a list'],
    [1.5, { type: 'integer' }, '1.5', 'a whole number'],
    ['1', { type: ['integer', 'null'] }, '"1"', 'a whole number or null'],
    [Number.POSITIVE_INFINITY, { type: 'number' }, 'a number too large to hold', 'a number'],
    [1, { type: 'boolean' }, '1', 'true or false'],
    ['1', { const: 1 }, '"1"', '1'],
    [2, { enum: [1, 'a'] }, '2', '1 or "a"'],
    ['yes', { not: { enum: ['yes'] }, description: 'a free word' }, '"yes"', 'a free word'],
    ['x', { pattern: '^y$' }, '"x"', 'a string like ^y$'],
    ['', { minLength: 1, description: 'a word' }, '""', 'a word'],
    ['ab', { type: 'string', maxLength: 1 }, '"ab"', 'a string, at most 1 character'],
    [
      'x'.repeat(99),
      { maxLength: 9, description: 'a word' },
      `"${'x'.repeat(57)}…" of 99 characters`,
      'a word, at most 9 characters',
    ],
    [3, { type: 'number', maximum: 2 }, '3', 'a number, at most 2'],
    [[1], { type: 'array', minItems: 2 }, 'a list of 1', 'a list, at least 2 items'],
    [{}, { minProperties: 1, description: 'an object of words' }, '{}', 'an object of words'],
    [{ a: 1, b: 1 }, { type: 'object', maxProperties: 1 }, 'an object', 'an object, at most 1 key'],
  ])('finds %j to be wrong by %j', (value, schema, found, expected) => {
    expect(faults(value, schema)).toEqual([[[], found, expected]]);
  });

  test('asks for each key that is missing, also one called as a property of all objects', () => {
    const schema = { required: ['id', 'constructor'], properties: { id: { description: 'a plugin id' } } };
    expect(faults({}, schema)).toEqual([
      [['id'], 'nothing', 'a plugin id', 'add "id"'],
      [['constructor'], 'nothing', 'another value', 'add "constructor"'],
    ]);
  });

  test('names the key that an unknown one most likely meant, and hides the keys of the schema itself', () => {
    const schema = { properties: { $schema: {}, plugins: {}, main: {} }, additionalProperties: false };
    expect(faults({ pulgins: 1, zzz: 1 }, schema)).toEqual([
      [['pulgins'], 'unknown key "pulgins"', '"plugins" or "main"', 'did you mean "plugins"?'],
      [['zzz'], 'unknown key "zzz"', '"plugins" or "main"', 'take it out'],
    ]);
  });

  test.each(['__proto__', 'constructor', 'toString'])('refuses the key %s where keys are closed', (key) => {
    const value = JSON.parse(`{${JSON.stringify(key)}:{}}`);
    expect(faults(value, { additionalProperties: false })).toEqual([
      [[key], `unknown key ${JSON.stringify(key)}`, 'no key', 'take it out'],
    ]);
  });

  test('names the word that a mistyped one most likely meant', () => {
    expect(faults('nod', { enum: ['node', 'neutral'] })).toEqual([
      [[], '"nod"', '"node" or "neutral"', 'did you mean "node"?'],
    ]);
  });

  test('checks a key and its value', () => {
    const schema = {
      propertyNames: { pattern: '^[a-z]+$', description: 'a name' },
      additionalProperties: { type: 'integer' },
    };
    expect(faults({ A: 'x' }, schema)).toEqual([
      [['A'], 'the key "A"', 'a name'],
      [['A'], '"x"', 'a whole number'],
    ]);
  });

  test('names each item that stands twice, in whatever order its keys are', () => {
    const schema = { uniqueItems: true, items: { type: 'object' } };
    const list = [{ a: 1, b: 2 }, 'x', { b: 2, a: 1 }, 'x'];
    expect(faults(list, schema)).toEqual([
      [[1], '"x"', 'an object'],
      [[2], 'an object, which is item 0 already', 'each item once', 'take one of the two out'],
      [[3], '"x"', 'an object'],
      [[3], '"x", which is item 1 already', 'each item once', 'take one of the two out'],
    ]);
  });

  test('finds the faults of a list that is too short, and of what it holds', () => {
    expect(faults([1], { minItems: 2, items: { type: 'string' }, description: 'a pair' })).toHaveLength(2);
  });

  test.each<[object, string]>([
    [{ $ref: '#' }, "'$ref' at the root"],
    [{ properties: { a: { items: { oneOf: [] } } } }, "'oneOf' at 'properties.a.items'"],
    [{ additionalProperties: { not: { format: 'x' } } }, "'format' at 'additionalProperties.not'"],
    [{ propertyNames: { type: 'strnig' } }, "'type: strnig' at 'propertyNames'"],
    [{ toString: 1 }, "'toString' at the root"],
  ])('refuses the schema %j, whatever the value is', (schema, message) => {
    for (const value of [null, {}, []]) {
      expect(() => checkSchema(value, schema)).toThrow(
        expect.objectContaining({ code: 'unsupported_keyword', message: expect.stringContaining(message) }),
      );
    }
  });

  test('takes a schema as a JSON module has it', () => {
    const fromJson: { type: string; properties: { a: { type: string } } } = JSON.parse(
      '{"type":"object","properties":{"a":{"type":"string"}}}',
    );
    expect(checkSchema({ a: 1 }, fromJson)).toHaveLength(1);
  });
});
