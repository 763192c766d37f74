import { describe, expect, test } from 'vitest';
import { addMember, addToJson, removeJson, setJson } from './edit-json.ts';

const set = (text: string, path: readonly string[], value: unknown) => setJson(text, 'a.json', path, value);
const add = (text: string, path: readonly string[], item: string) => addToJson(text, 'a.json', path, item);

describe('setJson()', () => {
  test.each([
    [
      'on one line, in order',
      '{ "p": { "a": {}, "c": {} } }\n',
      ['p', 'b'],
      '{ "p": { "a": {}, "b": {}, "c": {} } }\n',
    ],
    ['on one line, behind the last', '{"p":{"a":1}}', ['p', 'b'], '{"p":{"a":1, "b": {}}}'],
    ['in an empty object on one line', '{ "p": {} }', ['p', 'b'], '{ "p": { "b": {} } }'],
    [
      'on lines, first',
      '{"p": {\n\t"b": 1,\n\t"c": 2\n}}',
      ['p', 'a'],
      '{"p": {\n\t"a": {},\n\t"b": 1,\n\t"c": 2\n}}',
    ],
    ['on lines, last', '{\n  "a": 1\n}\n', ['b'], '{\n  "a": 1,\n  "b": {}\n}\n'],
    [
      'behind keys in no order',
      '{ "p": { "z": 1, "a": 2 } }',
      ['p', 'b'],
      '{ "p": { "z": 1, "a": 2, "b": {} } }',
    ],
    [
      'in an empty object on lines',
      '{\n    "p": {}\n}\n',
      ['p', 'b'],
      '{\n    "p": {\n        "b": {}\n    }\n}\n',
    ],
    ['with Windows line ends', '{\r\n  "a": 1\r\n}\r\n', ['b'], '{\r\n  "a": 1,\r\n  "b": {}\r\n}\r\n'],
    ['behind a byte order mark', '\uFEFF{ "a": 1 }', ['b'], '\uFEFF{ "a": 1, "b": {} }'],
    [
      'beside brackets in texts',
      '{ "p": { "a": "}{][,:\\"" } }',
      ['p', 'b'],
      '{ "p": { "a": "}{][,:\\"", "b": {} } }',
    ],
    [
      'beside nested lists',
      '{"a": [1, [2, {"x": 3}]], "p": {"a": -1.5e3}}',
      ['p', 'b'],
      '{"a": [1, [2, {"x": 3}]], "p": {"a": -1.5e3, "b": {}}}',
    ],
  ])('adds a key %s', (_, text, path, expected) => {
    expect(set(text, path, {})).toBe(expected);
    expect(JSON.parse(expected.replace('\uFEFF', ''))).toBeTruthy();
  });

  test('makes objects that are missing on the way', () => {
    expect(set('{\n  "name": "a"\n}\n', ['dependencies', 'b'], '^1.0.0')).toBe(
      '{\n  "name": "a",\n  "dependencies": {\n    "b": "^1.0.0"\n  }\n}\n',
    );
  });

  test('replaces a value and nothing else', () => {
    expect(set('{\n  "a": [1,2],   "b": { "x": 1 }\n}\n', ['b'], { y: [1] })).toBe(
      '{\n  "a": [1,2],   "b": {\n    "y": [\n      1\n    ]\n  }\n}\n',
    );
  });

  test.each([
    ['[]', ['a'], "'a.json': it is not an object"],
    ['{ "p": [] }', ['p', 'b'], "'p' is not an object"],
    ['{ "p": 1 }', ['p', 'b'], "'p' is not an object"],
  ])('refuses %s', (text, path, message) => {
    expect(() => set(text, path, {})).toThrow(message);
  });

  test('names the line of what is no JSON', () => {
    expect(() => set('{\n  "a": ,\n}', ['b'], {})).toThrow(/a\.json:2:/);
  });
});

describe('addMember()', () => {
  test.each([
    ['{ "p": {} }', '{ "p": { "b": { "c": "d", "e": [1, {}] } } }'],
    ['{"p":{}}', '{"p":{ "b": {"c":"d","e":[1,{}]} }}'],
    ['{\n  "p": { "a": {} }\n}\n', '{\n  "p": { "a": {}, "b": { "c": "d", "e": [1, {}] } }\n}\n'],
  ])('writes an object into %j as what is beside it', (text, expected) => {
    expect(addMember(text, 'a.json', ['p', 'b'], { c: 'd', e: [1, {}] })).toBe(expected);
  });

  test('leaves a value that is there', () => {
    const text = '{ "p": { "b": { "isolation": "worker" } } }';
    expect(addMember(text, 'a.json', ['p', 'b'], {})).toBe(text);
  });

  test('adds one that is not', () => {
    expect(addMember('{ "p": {} }', 'a.json', ['p', 'b'], {})).toBe('{ "p": { "b": {} } }');
  });
});

describe('addToJson()', () => {
  test.each([
    ['on one line', '{ "w": ["a"] }', '{ "w": ["a", "b"] }'],
    ['in an empty list', '{ "w": [] }', '{ "w": ["b"] }'],
    ['on lines', '{\n  "w": [\n    "a"\n  ]\n}\n', '{\n  "w": [\n    "a",\n    "b"\n  ]\n}\n'],
    ['in a new list', '{\n  "x": 1\n}\n', '{\n  "x": 1,\n  "w": [\n    "b"\n  ]\n}\n'],
    ['not a second time', '{ "w": ["b", "a"] }', '{ "w": ["b", "a"] }'],
  ])('adds an item %s', (_, text, expected) => {
    expect(add(text, ['w'], 'b')).toBe(expected);
  });

  test('refuses an object where a list should be', () => {
    expect(() => add('{ "w": {} }', ['w'], 'b')).toThrow("'w' is not a list");
  });
});

describe('removeJson()', () => {
  test.each([
    ['the only key', '{ "a": 1 }', ['a'], '{}'],
    ['the first key', '{\n  "a": 1,\n  "b": 2\n}\n', ['a'], '{\n  "b": 2\n}\n'],
    ['the last key', '{\n  "a": 1,\n  "b": 2\n}\n', ['b'], '{\n  "a": 1\n}\n'],
    ['an inner key', '{ "a": { "b": [1], "c": {} } }', ['a', 'b'], '{ "a": { "c": {} } }'],
    ['nothing', '{ "a": { "b": 1 } }', ['x', 'b'], '{ "a": { "b": 1 } }'],
  ])('takes out %s', (_, text, path, expected) => {
    expect(removeJson(text, 'a.json', path)).toBe(expected);
  });
});
