import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import {
  camelCase,
  namePattern,
  parseContractRef,
  pluginIdPattern,
  providedContractPattern,
  usedContractPattern,
  versionPattern,
} from './ids.ts';

describe('parseContractRef()', () => {
  test.each([
    ['era:runtime@1', 'era', 'runtime', '1', 'era:runtime@1'],
    ['era:runtime@0.1', 'era', 'runtime', '0.1', 'era:runtime@0'],
    ['era:runtime@10.2.3', 'era', 'runtime', '10.2.3', 'era:runtime@10'],
    ['era-2:key-value@1.0.0-rc.1+x', 'era-2', 'key-value', '1.0.0-rc.1+x', 'era-2:key-value@1'],
  ])('reads %s', (text, namespace, name, version, id) => {
    expect(parseContractRef(text)).toEqual({ namespace, name, version, id });
  });

  test('keeps each digit when a major is too big for a number', () => {
    expect(parseContractRef('era:runtime@1000000000000000000000.0.0').id).toBe(
      'era:runtime@1000000000000000000000',
    );
  });

  test.each([
    '',
    'era',
    'era:runtime',
    'era:runtime@',
    'era:runtime@x',
    'era:runtime@01',
    'era:runtime@1.2.3.4',
    'era:runtime@1-rc',
    'era:runtime@1.0.0-',
    'era:runtime@^1.0.0',
    'era:runtime@-1',
    'Era:runtime@1',
    'era:Runtime@1',
    'era:-runtime@1',
    'era:runtime-@1',
    'era:run--time@1',
    'era:2run@1',
    'era:__proto__@1',
    ' era:runtime@1',
    'era:runtime@1\n',
    'era:runtime@1/wasm',
    'a:b:c@1',
  ])("refuses '%s' and says what to write", (text) => {
    expect(() => parseContractRef(text)).toThrow(
      expect.objectContaining({
        code: 'invalid_contract_ref',
        message: `Cannot read contract reference '${text}'`,
        hint: expect.stringContaining('era:runtime@1.0.0'),
      }),
    );
  });
});

describe.each([
  [
    'namePattern',
    namePattern,
    ['a', 'key-value', 's3', 'constructor'],
    ['', 'A', '3s', 'a--b', 'a_b', 'a.b', 'a\n'],
  ],
  [
    'pluginIdPattern',
    pluginIdPattern,
    ['era.wasm', 'a.b.c-d'],
    ['era', 'era.', '.era', 'a..b', 'Era.wasm', '__proto__', 'a/b'],
  ],
  [
    'versionPattern',
    versionPattern,
    ['0.0.0', '1.2.3-rc.1', '1.2.3+7'],
    ['1', '1.2', '01.0.0', 'v1.0.0', '1.0.0 ', '^1.0.0'],
  ],
  [
    'providedContractPattern',
    providedContractPattern,
    ['a:b@1.0.0'],
    ['a:b@1', 'a@1.0.0', 'b', 'a:b@1.0.0/x'],
  ],
  ['usedContractPattern', usedContractPattern, ['a:b@1', 'a:b@0'], ['a:b@1.0.0', 'a:b', 'a:b@01', 'a:b@']],
])('%s', (_, pattern, good, bad) => {
  test.each(good)("matches '%s'", (text) => expect(text).toMatch(new RegExp(pattern)));
  test.each(bad)("does not match '%s'", (text) => expect(text).not.toMatch(new RegExp(pattern)));
  // One that goes back over what it has read would take hours, and the test runner cannot end it.
  test('answers also when the text is long', () => {
    for (const piece of ['a', 'a-', 'a.', 'a:', '1.']) {
      const text = `${piece.repeat(1_000_000)}!`;
      const answer = runInNewContext(
        'new RegExp(pattern).test(text)',
        { pattern, text },
        { timeout: 20_000 },
      );
      expect(answer).toBe(false);
    }
  });
});

test.each([
  ['log', 'log'],
  ['key-value', 'keyValue'],
  ['era.native', 'eraNative'],
  ['a-1-b2', 'a1B2'],
])('camelCase() writes %s as %s', (name, property) => {
  expect(camelCase(name)).toBe(property);
});
