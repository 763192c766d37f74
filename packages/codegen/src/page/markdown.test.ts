import { expect, test } from 'vitest';
import { Anchors, codeBlock, codeSpan, inline, prose, row, table } from './markdown.ts';

test.each([
  ['plain', '`plain`'],
  ['a`b', '``a`b``'],
  ['a``b', '```a``b```'],
  ['`a`', '`` `a` ``'],
  [' a ', '`  a  `'],
  ['a\nb\u202e\0c', '`a bc`'],
])('codeSpan() writes %j as %j', (code, expected) => {
  expect(codeSpan(code)).toBe(expected);
});

test('codeBlock() cannot be left', () => {
  expect(codeBlock('ts', 'a\n```\nb')).toBe('````ts\na\n```\nb\n````');
});

test('prose() keeps paragraphs, lists, emphasis, links and code', () => {
  const doc = 'One *two* [three](./x.md).\n\n- a `b <c>`\n- d\n\n```ts\n# <code>\n```\n\n1. e';
  expect(prose(doc)).toBe(doc);
});

test.each([
  ['HTML', 'a <script>', 'a \\<script>'],
  ['a comment', '<!-- a', '\\<!-- a'],
  ['a heading', 'a\n## b', 'a\n\\## b'],
  ['a heading in a list', '- 1. # b', '- 1. \\# b'],
  ['a heading by its underline', 'a\n---\nb\n ===', 'a\n\\---\nb\n \\==='],
  ['a quotation', '> a', '\\> a'],
  ['a table', 'a | b\n--|--', 'a | b\n\\--|--'],
  ['a rule', '* * *', '* * \\*'],
  ['a definition of a link', '[a]: http://b', '\\[a]: http://b'],
  ['a fence that nothing closes', '```ts\na', '\\`\\`\\`ts\na'],
  ['another fence', '~~~\na', '\\~~~\na'],
  ['a backtick alone', 'a ` b', 'a \\` b'],
  ['a fence that ends within a line', '```\na ```', '`a`'],
  ['a hidden character', 'a\u202eb\x1b', 'ab'],
])('prose() takes %s for text', (_, doc, expected) => {
  expect(prose(doc)).toBe(expected);
});

test('prose() writes a link to code as code', () => {
  expect(prose('See {@link Runtime.start} and {@link Foo|that}.')).toBe('See `Runtime.start` and `Foo`.');
});

test('inline() puts a text on one line', () => {
  expect(inline('a\n\n# b\n- `c\nd`')).toBe('a # b - `c d`');
});

test('row() keeps its cells apart', () => {
  expect(row(['a|b', '`c|d`', 'e\\|f', 'g\nh'])).toBe('| a\\|b | `c\\|d` | e\\|f | g h |');
});

test('table() leaves out a column without text, and itself without rows', () => {
  expect(
    table(
      ['A', 'B'],
      [
        ['a', ''],
        ['b', ''],
      ],
    ),
  ).toEqual(['| A |\n| --- |\n| a |\n| b |']);
  expect(table(['A', 'B'], [])).toEqual([]);
});

test('Anchors are named as GitHub does it', () => {
  const headings = ['Status', 'status', 'status-1', 'Session.read', '$a_b', 'Two words', 'status'];
  const anchors = new Anchors(headings.map((heading, index) => [`key ${index}`, heading]));
  const links = headings.map((_, index) => anchors.link('x', `key ${index}`).slice(5, -1));
  expect(links).toEqual(['status', 'status-1', 'status-1-1', 'sessionread', 'a_b', 'two-words', 'status-2']);
  expect(anchors.link('x', 'none')).toBe('x');
});
