import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseName, kebab, Names, witName } from './names.ts';

test.each([
  ['fooBar', 'foo-bar'],
  ['FooBar', 'foo-bar'],
  ['foo_bar', 'foo-bar'],
  ['foo-bar', 'foo-bar'],
  ['foo.bar/baz qux', 'foo-bar-baz-qux'],
  ['HTTPServer', 'http-server'],
  ['http2Push', 'http2-push'],
  ['SIGUSR1', 'sigusr1'],
  ['v-2', 'v2'],
  ['2d', 'n2d'],
  ['_1', 'n1'],
  ['größe', 'gr-uf6-udf-e'],
  ['日本', 'u65e5-u672c'],
  ['😀', 'u1f600'],
  ['$', 'u24'],
  ['{}', 'u7b-u7d'],
  ['\n', 'ua'],
  ['', 'empty'],
])('kebab() makes %j %j', (text, expected) => {
  expect(kebab(text)).toBe(expected);
});

test.each([
  [1, 'n1'],
  [-1, 'minus1'],
  [1.5, 'n1p5'],
  [-0.25, 'minus0p25'],
  [1e21, 'n1e21'],
  [1e-7, 'n1em7'],
  [true, 'true'],
  ['-1', 'n1'],
])('caseName() makes %j %j', (value, expected) => {
  expect(caseName(value)).toBe(expected);
});

test('kebab() and caseName() make a name of every text and number', () => {
  const name = fc.oneof(fc.string({ unit: 'binary' }).map(kebab), fc.double().map(caseName));
  fc.assert(
    fc.property(name, (made) => {
      expect(witName(made)).toContain(made);
    }),
  );
});

test.each(['record', 'list', 'own', 'constructor', 'error-context'])(
  'witName() marks the keyword %s',
  (word) => {
    expect(witName(word)).toBe(`%${word}`);
  },
);

test.each(['Foo', 'a--b', '-a', 'a-', 'a-1', '1a', '', 'a b', 'a\n', 'é', '%a'])(
  'witName() refuses %j',
  (text) => {
    expect(() => witName(text)).toThrow('as a name of WIT');
  },
);

test('Names gives each name once, the later one with a number', () => {
  const names = new Names('taken');
  const wanted = ['foo', 'foo', 'foo2', 'foo', 'taken'];
  expect(wanted.map((name) => names.claim(name))).toEqual(['foo', 'foo2', 'foo22', 'foo3', 'taken2']);
});
