import { once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OutputLines, type OutputSink } from './output-lines.ts';

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

const long = `${'x'.repeat(4_096)}${'y'.repeat(4_096)}${'z'.repeat(1_808)}`;

test.each([
  ['at once', [`${long}\n`]],
  ['bit by bit', [...(long.match(/.{1,1000}/g) as string[]), '\n']],
  ['with its end apart', [long.slice(0, 8_192), long.slice(8_192), '\n']],
])('a long line comes in pieces, the same ones where it is printed %s', (_, chunks) => {
  const { lines, output } = collect();
  for (const chunk of chunks) output.push(bytes(chunk));
  const pieces = long.match(/.{1,4096}/g)?.map((piece) => `demo.a: ${piece}`);
  expect(lines).toEqual(pieces);
  output.line(long);
  expect(lines).toEqual([...(pieces ?? []), ...(pieces ?? [])]);
});

test('of a line without end, no more waits than a piece', () => {
  const { lines, output } = collect();
  for (let count = 0; count < 5; count += 1) output.push(bytes('x'.repeat(1_000)));
  expect(lines.join()).toHaveLength('demo.a: '.length + 4_096);
  output.end();
  expect(lines[1]).toHaveLength('demo.a: '.length + 904);
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

test('of what is too much at once, only as much is looked at as may be passed on', () => {
  const split = vi.spyOn(String.prototype, 'split');
  const { lines, output } = collect();
  output.line(`first\n${'\n'.repeat(1_000_000)}`);
  expect(lines).toHaveLength(8_191);
  output.push(bytes('\n'.repeat(1_000_000)));
  vi.advanceTimersByTime(1_001);
  output.push(bytes(`second\nthi${'x'.repeat(70_000)}`));
  expect(lines.slice(8_191)).toEqual(['demo.a: … and 1991811 characters more', 'demo.a: second']);
  vi.advanceTimersByTime(1_001);
  output.push(bytes('ird\n'));
  expect(lines.slice(8_193)).toEqual(['demo.a: … and 70003 characters more', 'demo.a: ird']);
  for (const text of split.mock.contexts) expect((text as string).length).toBeLessThanOrEqual(65_536);
  split.mockRestore();
});

test.each([
  [
    'throws',
    () => {
      throw new Error('full');
    },
  ],
  ['rejects', () => Promise.reject(new Error('full'))],
])('a sink that %s is warned of, and gets the next line', async (_, sink) => {
  const seen = vi.fn<OutputSink>(sink);
  const output = new OutputLines(seen);
  const warned = once(process, 'warning');
  output.line('one');
  output.push(bytes('two\n'));
  expect(seen.mock.calls.map(([line]) => line)).toEqual(['one', 'two']);
  expect((await warned)[0]).toMatchObject({ message: "The sink of plugins' output has thrown: full" });
});

test('end() tells what was dropped', () => {
  const { lines, output } = collect();
  for (let count = 0; count < 16; count += 1) output.line('x'.repeat(4_096));
  output.end();
  expect(lines.at(-1)).toBe('demo.a: … and 4097 characters more');
});
