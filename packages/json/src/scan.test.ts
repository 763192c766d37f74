import { describe, expect, test } from 'vitest';
import { offsetOf } from './place.ts';
import { scanJson } from './scan.ts';
import { SyntaxFault } from './syntax-fault.ts';

const faultOf = (text: string): SyntaxFault | undefined => {
  try {
    scanJson(text, () => {});
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxFault) return error;
    throw error;
  }
};

describe('scanJson()', () => {
  // Half of these are JSON, and half are not.
  test.each([
    ...[
      '{}',
      '[]',
      '""',
      '0',
      '-0',
      '1.5e-7',
      '1E+2',
      'true',
      'false',
      'null',
      ' \t\r\n[ ] ',
      '{"":{"":[]}}',
    ],
    ...[
      '"\\u00e9\\n\\/\\"\\\\"',
      '"\u007f\u2028"',
      '[1,[2,[3]],{"a":null}]',
      '{"a" : 1 , "b":[ ]}',
      '"\\ud800"',
    ],
    ...[
      '',
      ' ',
      '{',
      '[',
      '"',
      '"\\',
      '"\\u12',
      '"\\x"',
      '"\n"',
      '"\t"',
      '"\u0000"',
      '01',
      '+1',
      '.5',
      '1.',
      '1e',
    ],
    ...[
      '-',
      'tru',
      'truee',
      'nul',
      'NaN',
      'Infinity',
      'undefined',
      "'a'",
      '{a:1}',
      '{"a"}',
      '{"a":}',
      '{"a":1,}',
    ],
    ...[
      '[1,]',
      '[,1]',
      '[1 2]',
      '{"a":1 "b":2}',
      '{,}',
      '1 2',
      '{}}',
      '[]]',
      '// c\n1',
      '\uFEFF1',
      '\u00a01',
      '1\u0000',
    ],
  ])('agrees with JSON.parse() on %j', (text) => {
    let isJson = true;
    try {
      JSON.parse(text);
    } catch {
      isJson = false;
    }
    expect(faultOf(text) === undefined).toBe(isJson);
  });

  test.each([
    ['{"a":1,}', 7, '"}"', 'a key in double quotes', 'take the comma before it out'],
    ['[1, ]', 4, '"]"', 'a value', 'take the comma before it out'],
    ["{'a':1}", 1, '"\'"', 'a key in double quotes', "write '\"' around a string"],
    ['{"a":1} // end', 8, '"/"', 'nothing behind the value', 'JSON has no comments, take it out'],
    ['[True]', 1, '"True"', 'a value', 'write true, false, null or a number'],
    ['{"a" 1}', 5, '"1"', "':'", undefined],
    ['[1 😀]', 3, '"😀"', "',' or ']'", undefined],
    ['["a\nb"]', 3, 'the end of the line', "'\"' at the end of a string", undefined],
    ['["a\r\nb"]', 3, 'the end of the line', "'\"' at the end of a string", undefined],
    ['["a\tb"]', 3, '"\\t"', 'an escape such as \\u0000 in place of a control character', undefined],
    ['"\\\\x \\q"', 5, '"\\\\"', 'an escape of JSON such as \\n or \\u00e9', undefined],
    ['"abc', 4, 'the end of the text', "'\"' at the end of a string", undefined],
    ['{"a":[1', 7, 'the end of the text', "',' or ']'", undefined],
  ])('says what stands where %j ends to be JSON', (text, offset, found, expected, hint) => {
    expect(faultOf(text)).toEqual({ offset, found, expected, ...(hint === undefined ? {} : { hint }) });
  });

  test('refuses the 202nd level and nothing before it', () => {
    expect(faultOf(`${'['.repeat(201)}${']'.repeat(201)}`)).toBeUndefined();
    expect(faultOf('['.repeat(1_000_000))).toMatchObject({ offset: 201, expected: 'at most 200 levels' });
    expect(faultOf('{"a":'.repeat(100_000))).toMatchObject({ expected: 'at most 200 levels' });
  });

  test('tells each key that stands twice in one object, and no other one', () => {
    const doubles: unknown[] = [];
    const text = '{"a":{"x":1},"b":[{"x":1,"x":2,"\\u0078":3}],"a":{"x":2}}';
    scanJson(text, (path, offset, first) => doubles.push([path, offset, first]));
    expect(doubles).toEqual([
      [['b', 0, 'x'], 25, 19],
      [['b', 0, 'x'], 31, 25],
      [['a'], 44, 1],
    ]);
  });

  test('is not misled by keys called as properties of all objects', () => {
    const doubles: unknown[] = [];
    scanJson('{"__proto__":1,"constructor":2,"hasOwnProperty":3,"__proto__":4}', (path) =>
      doubles.push(path),
    );
    expect(doubles).toEqual([['__proto__']]);
  });
});

describe('offsetOf()', () => {
  const text = '{ "a": [ 10, { "b.c": [] } ], "0": 1 }';
  const root = scanJson(text, () => {});

  test.each([
    [[], 0],
    [['a'], 2],
    [['a', 0], 9],
    [['a', 1], 13],
    [['a', 1, 'b.c'], 15],
    [['0'], 30],
  ])('finds what stands at %j', (path, offset) => {
    expect(offsetOf(root, path)).toBe(offset);
  });

  test.each([
    [['a', 7], 2],
    [['a', 1, 'b', 'c'], 13],
    [['a', 1, 'b.c', 0, 'x'], 15],
    [['none', 'of', 'these'], 0],
    [['a', 'length'], 2],
  ])('finds what is around %j, where nothing stands', (path, offset) => {
    expect(offsetOf(root, path)).toBe(offset);
  });
});
