import { expect, test } from 'vitest';
import { LineSplitter, maxLine } from './line-splitter.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('LineSplitter joins a line and a character that come in pieces', () => {
  const splitter = new LineSplitter();
  const [whole] = [bytes('grün\nrot')];
  expect(splitter.push(whole.slice(0, 3))).toEqual([]);
  expect(splitter.push(whole.slice(3))).toEqual(['grün']);
  expect(splitter.end()).toEqual(['rot']);
});

test('LineSplitter keeps empty lines and takes line ends of Windows', () => {
  expect(new LineSplitter().push(bytes('a\r\n\nb\n'))).toEqual(['a', '', 'b']);
});

test('LineSplitter has nothing left behind a line end', () => {
  const splitter = new LineSplitter();
  splitter.push(bytes('a\n'));
  expect(splitter.end()).toEqual([]);
});

test('LineSplitter cuts a line without an end, losing nothing', () => {
  const splitter = new LineSplitter();
  const text = 'x'.repeat(maxLine * 2 + 5);
  const lines = [...splitter.push(bytes(text)), ...splitter.end()];
  expect(Math.max(...lines.map(({ length }) => length))).toBe(maxLine);
  expect(lines.join('')).toBe(text);
});
