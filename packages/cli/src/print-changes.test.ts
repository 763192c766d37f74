import { expect, test } from 'vitest';
import { changesAsJson, changesText } from './print-changes.ts';

const wrote = { path: 'package.json', text: '{}' };
const removed = { path: 'src/bootstrap.x.gen.ts', text: undefined };

test.each([
  [[], 'Up to date: 1 plugin'],
  [[wrote], 'Wrote 1 file (1 plugin)\n  package.json'],
  [[removed], 'Removed 1 file (1 plugin)\n  src/bootstrap.x.gen.ts'],
  [[wrote, removed], 'Wrote 1 file (1 plugin)\n  package.json\nRemoved 1 file\n  src/bootstrap.x.gen.ts'],
])('changesText() of %j tells what was written from what was removed', (changes, expected) => {
  expect(changesText(changes, '1 plugin')).toBe(expected);
});

test('changesAsJson() tells what was written from what was removed', () => {
  expect(changesAsJson([wrote, removed])).toEqual({ written: [wrote.path], removed: [removed.path] });
  expect(changesAsJson([wrote])).toEqual({ written: [wrote.path] });
});
