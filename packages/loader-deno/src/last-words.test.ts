import { expect, test } from 'vitest';
import { LastWords } from './last-words.ts';

const saying = (...texts: string[]): LastWords => {
  const words = new LastWords();
  for (const text of texts) words.push(new TextEncoder().encode(text));
  return words;
};

test('line is that of the last error, or else the last one', () => {
  expect(saying('a\nerror: Uncaught Error: b\n    at c\n').line).toBe('Uncaught Error: b');
  expect(saying('a\n', 'b', 'c\n\n').line).toBe('bc');
  expect(saying().line).toBe('');
});

test('isOutOfMemory is seen where it was cut, and stays when much is said behind it', () => {
  const words = saying('# Fatal JavaScript out', ' of memory: Reached heap limit\n', 'x'.repeat(100_000));
  expect(words.isOutOfMemory).toBe(true);
  expect(saying('all is well\n').isOutOfMemory).toBe(false);
});

test('text has an end and no control characters', () => {
  const { text } = saying(`${'x'.repeat(100_000)}\n\u001b]0;title\u0007end`);
  expect(text.length).toBeLessThan(10_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});
