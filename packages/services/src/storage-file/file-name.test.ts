import { describe, expect, it } from 'vitest';
import { fileName, keyOf } from './file-name.ts';

describe('fileName()', () => {
  it.each([
    ['settings.json', 'settings.json'],
    ['apps/web', 'apps%2fweb'],
    ['App', '%41pp'],
    ['..', '%2e%2e'],
    ['.tmp', '%2etmp'],
    ['a.', 'a%2e'],
    ['con', '%63on'],
    ['com1.txt', '%63om1.txt'],
    ['console', 'console'],
    ['é*', '%c3%a9%2a'],
    ['a+b', 'a%2bb'],
    ['x'.repeat(201), `${'x'.repeat(200)}+/+x`],
    [`${'x'.repeat(200)}..`, `${'x'.repeat(200)}+/+.%2e`],
  ])('fileName() maps %j to %j', (key, name) => {
    expect(fileName(key)).toBe(name);
    expect(keyOf(name)).toBe(key);
  });

  it('fileName() gives every part of a path at most 255 bytes, none of which means something to a system', () => {
    for (let code = 0; code < 0x900; code++) {
      const character = String.fromCharCode(code);
      for (const key of [
        character,
        `${character}.`,
        `${'x'.repeat(200)}${character}`,
        character.repeat(400),
      ]) {
        const name = fileName(key);
        expect(keyOf(name)).toBe(key);
        for (const part of name.split('/')) {
          // One test of everything, because an expectation each would take a minute.
          if (!/^(?!\.)[a-z0-9%+._-]{1,255}(?<!\.)$/.test(part))
            expect.fail(`'${part}' for ${JSON.stringify(key)}`);
        }
      }
    }
  });
});

describe('keyOf()', () => {
  it.each(['Settings', '%zz', '%2E', '%61', '.tmp', 'a+/b', '+', '%ff'])(
    'keyOf() gives undefined when %j is no name that fileName() makes',
    (name) => {
      expect(keyOf(name)).toBeUndefined();
    },
  );
});
