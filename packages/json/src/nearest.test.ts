import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const known = ['platform', 'plugins', 'main', 'budget', 'id'];

test.each([
  ['pulgins', 'plugins'],
  ['Plugins', 'plugins'],
  ['plugin', 'plugins'],
  ['mian', 'main'],
  ['ID', 'id'],
  ['ids', 'id'],
  ['budgets', 'budget'],
])('nearest() takes %j for %j', (word, meant) => {
  expect(nearest(word, known)).toBe(meant);
});

test.each(['isolation', '', 'xx', '__proto__', 'niam'])('nearest() has no guess for %j', (word) => {
  expect(nearest(word, known)).toBeUndefined();
});

test('nearest() takes the nearer one of two', () => {
  expect(nearest('worka', ['works', 'worker', 'work'])).toBe('works');
});
