import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OutputLines } from './output-lines.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const collect = () => {
  const lines: string[] = [];
  const output = new OutputLines((line, pluginId) => lines.push(`${pluginId}: ${line}`));
  output.pluginId = 'demo.a';
  return { lines, output };
};
const bytes = (text: string) => new TextEncoder().encode(text);

test('lines are passed on when they end, also where a chunk ends within a character', () => {
  const { lines, output } = collect();
  const all = bytes('Grüße\nand more');
  output.push(all.subarray(0, 3));
  output.push(all.subarray(3));
  expect(lines).toEqual(['demo.a: Grüße']);
  output.end();
  expect(lines).toEqual(['demo.a: Grüße', 'demo.a: and more']);
});

test('half a line of one stream is not glued to the other, nor is half a character', () => {
  const { lines, output } = collect();
  const all = bytes('ü!\n');
  output.push(all.subarray(0, 1));
  output.push(bytes('wrong\nand '), 'stderr');
  output.push(all.subarray(1));
  output.push(bytes('half'));
  output.end();
  expect(lines).toEqual(['demo.a: wrong', 'demo.a: ü!', 'demo.a: half', 'demo.a: and ']);
});

test('what steers a terminal is left out', () => {
  const { lines, output } = collect();
  output.push(bytes('\u001b[2J\u001b]0;title\u0007gone\r\u202e\n'));
  output.line('\u009b31mred');
  expect(lines).toEqual(['demo.a: [2J]0;titlegone', 'demo.a: 31mred']);
});

test('a line without end is cut', () => {
  const { lines, output } = collect();
  for (let count = 0; count < 5; count += 1) output.push(bytes('x'.repeat(1_000)));
  output.line('y'.repeat(10_000));
  expect(lines.map(({ length }) => length - 'demo.a: '.length)).toEqual([4_096, 4_096]);
});

test('what is too much for a second is counted and dropped', () => {
  const { lines, output } = collect();
  for (let count = 0; count < 200; count += 1) output.line('x'.repeat(1_000));
  expect(lines).toHaveLength(65);
  vi.advanceTimersByTime(1_001);
  output.line('later');
  expect(lines.slice(65)).toEqual(['demo.a: … and 135135 characters more', 'demo.a: later']);
});

test('behind what is too much, nothing is passed on, however short', () => {
  const { lines, output } = collect();
  for (let count = 0; count < 16; count += 1) output.line('x'.repeat(4_096));
  output.push(bytes('short\nand half'));
  expect(lines).toHaveLength(15);
  vi.advanceTimersByTime(1_001);
  output.push(bytes(' a line\n'));
  expect(lines.slice(15)).toEqual(['demo.a: … and 4111 characters more', 'demo.a:  a line']);
});

test('empty lines are too much, too', () => {
  const { lines, output } = collect();
  output.push(bytes('\n'.repeat(1_000_000)));
  expect(lines).toHaveLength(8_192);
});

test('end() tells what was dropped', () => {
  const { lines, output } = collect();
  for (let count = 0; count < 16; count += 1) output.line('x'.repeat(4_096));
  output.end();
  expect(lines.at(-1)).toBe('demo.a: … and 4097 characters more');
});
