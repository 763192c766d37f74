import { describe, expect, test } from 'vitest';
import { readCells } from './frame-cells.ts';

const read = (text: string, most = 10) => readCells(new TextEncoder().encode(text), most);

const violation = (message: string) => ({
  code: 'protocol_violation',
  message: expect.stringContaining(message),
});

/** What reading throws. */
const failureOf = (text: string, most?: number): unknown => {
  try {
    return read(text, most);
  } catch (error) {
    return error;
  }
};

describe('readCells()', () => {
  test.each(['[]', '[1,"two",null,true,-0.5e3]', '["[{,\\"]\\\\", ",,,,,,,,,,,,,,,,,,,,,,,,,"]'])(
    'reads %s',
    (text) => {
      expect(read(text)).toEqual(JSON.parse(text));
    },
  );

  test('reads brackets and commas in long texts', () => {
    const cells = ['[{,\\"'.repeat(10_000), '\\', '"', '{'];
    expect(read(JSON.stringify(cells))).toEqual(cells);
  });

  test.each([
    ['lists', '['.repeat(100_000)],
    ['closed lists', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['objects', `[${'{"a":'.repeat(50_000)}`],
    ['an object behind a long text', `[${JSON.stringify('x'.repeat(2_000))},{}]`],
  ])('refuses %s in a list without reading them', (_, text) => {
    expect(failureOf(text)).toMatchObject(violation('a cell is a list or an object'));
  });

  test.each([
    ['a few', `[${'0,'.repeat(10)}0]`],
    ['very many', `[${'0,'.repeat(100_000)}0]`],
    ['very many of nothing', `[${','.repeat(100_000)}]`],
  ])('refuses %s cells too many', (_, text) => {
    expect(failureOf(text)).toMatchObject(violation('more than 10 cells'));
  });

  test.each(['', '{}', '1', 'null', '"[]"'])('refuses %j, which is no list', (text) => {
    expect(failureOf(text)).toMatchObject({ code: 'protocol_violation' });
  });

  test.each([
    ['an object', `{${'"a":0,'.repeat(1_000)}"a":0}`],
    ['a long text', JSON.stringify('['.repeat(2_000))],
  ])('refuses %s instead of a list without reading it', (_, text) => {
    expect(failureOf(text, 10_000)).toMatchObject(violation('a frame holds no list'));
  });

  test('reads white space in front of a long list', () => {
    const cells = ['['.repeat(2_000)];
    expect(read(` \n\t${JSON.stringify(cells)}`)).toEqual(cells);
  });

  test('refuses what is no UTF-8', () => {
    expect(() => readCells(Uint8Array.of(0x5b, 0x22, 0xff, 0x22, 0x5d), 10)).toThrow('a frame holds no JSON');
  });
});
