import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineText, plainText, quotedText } from './plain-text.ts';

const steering = '\u0000\b\r\u001b\u007f\u0085\u009b\u061c\u200e\u202e\u2066\u2069';

test('plainText() leaves out what steers a terminal, and nothing else', () => {
  expect(plainText(`a${steering}\n\tb Zoë 👩‍🚀`)).toBe('a\n\tb Zoë 👩‍🚀');
});

test('lineText() leaves out the same, and has spaces for line breaks', () => {
  expect(lineText(`a${steering}\r\n\n\tb\u2028\u2029c`)).toBe('a \tb c');
});

test('quotedText() shows what steers a terminal', () => {
  expect(quotedText('"\u001b[31m\n\u009b\u202e\u2028')).toBe(String.raw`"\"\u001b[31m\n\u009b\u202e\u2028"`);
});

test('quotedText() is JSON of the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(JSON.parse(quotedText(text))).toBe(text);
    }),
  );
});
