import { describe, expect, test } from 'vitest';
import { faultsOf, read, withMethod } from '../../fixtures/contract-text.ts';

const method = async (comment: string) =>
  (await read(withMethod(`/**\n${comment}\n */\n  m(ms: number, signal?: AbortSignal): Promise<string>;`)))
    .methods[0];

describe('the tags of a method', () => {
  test('describe parameters and the result', async () => {
    const found = await method(
      ' * Waits.\n * @param ms - how long,\n *   in milliseconds\n * @param signal ends it\n * @returns what came',
    );
    expect(found).toMatchObject({
      doc: 'Waits.',
      params: [{ name: 'ms', doc: expect.stringMatching(/^how long,\s+in milliseconds$/) }],
      result: { kind: 'promise', doc: 'what came' },
    });
  });

  test('name errors: codes first, then prose', async () => {
    const comment =
      ' * @throws a_b, c where it is so\n * @throws d\n * @throws c - again\n * @throws d later';
    expect((await method(comment))?.throws).toEqual([
      { code: 'a_b', doc: 'where it is so' },
      { code: 'c', doc: 'where it is so' },
      { code: 'd', doc: 'later' },
    ]);
  });

  test('say what the call may take for granted', async () => {
    expect(await method(' * @idempotent\n * @deadline 500ms')).toMatchObject({
      idempotent: true,
      deadline: '500ms',
    });
  });

  test('are left alone where they are other ones', async () => {
    expect(
      await faultsOf(withMethod('/** @see b @example c @deprecated @since 1 */ m(): Promise<void>;')),
    ).toEqual([]);
  });

  test.each([
    ['@deadline soon', '@deadline soon, expected one time such as 5s or 500ms'],
    ['@deadline 0s', '@deadline 0s'],
    ['@deadline 1s\n * @deadline 2s', '@deadline twice'],
    ['@throw app_unknown', 'the tag @throw, expected a known tag (write @throws)'],
    ['@Throws app_unknown', 'the tag @Throws'],
    ['@idempotend', 'the tag @idempotend, expected a known tag (write @idempotent)'],
    ['@timeout 4s', 'the tag @timeout, expected a known tag (write @deadline)'],
    ['@exception app_unknown', '(write @throws)'],
    ['@throws', '@throws without a code'],
    ['@throws Error when it is so', '@throws Error, expected an error code such as app_unknown'],
    ['@throws {RangeError} out_of_range', '@throws'],
    ['@throws when it is so', '@throws when'],
    ['@param sm how long', '@param sm, expected the name of a parameter (its parameters: ms, signal)'],
  ])('%s is refused', async (tag, fault) => {
    const text = withMethod(`/**\n * ${tag}\n */\n  m(ms: number, signal?: AbortSignal): Promise<string>;`);
    expect((await faultsOf(text)).join('\n')).toContain(fault);
  });
});

describe('a tag of a method', () => {
  const tag = '/** @deadline 5s */';
  const belongs = '(@deadline belongs to a method: write it in the comment of each that it is meant for)';

  test.each([
    [
      'the contract',
      '/**\n * @contract demo:a@1.0.0\n * @deadline 5s\n */\nexport interface A { m(): Promise<void> }',
      "the interface 'A'",
    ],
    [
      'an interface with methods',
      withMethod('m(): Promise<S>;', `${tag} export interface S { m(): Promise<void> }`),
      "the interface 'S'",
    ],
    ['a type', withMethod('m(): Promise<T>;', `${tag} export type T = string;`), "the type 'T'"],
    ['a field', withMethod(`m(a: {\n${tag} b: string }): Promise<void>;`), "the field 'b'"],
  ])('is refused on %s', async (_, text, what) => {
    expect(await faultsOf(text)).toEqual([
      expect.stringContaining(`found @deadline on ${what}, expected it at a method ${belongs}`),
    ]);
  });

  test.each([
    ['@idempotent', 'the interface'],
    ['@throws a_b', 'the interface'],
    ['@timeout 5s', '@deadline belongs'],
  ])('%s is refused on the contract', async (one, fault) => {
    const text = `/**\n * @contract demo:a@1.0.0\n * ${one}\n */\nexport interface A { m(): Promise<void> }`;
    expect((await faultsOf(text)).join()).toContain(fault);
  });

  test.each(['// @deadline 5s\n', '/* @deadline 5s */', '/*\n * @deadline 5s\n */'])(
    'is refused in an ordinary comment: %j',
    async (comment) => {
      const [fault, second] = await faultsOf(withMethod(`${comment} m(): Promise<void>;`));
      expect(fault).toContain(
        '@deadline in an ordinary comment, expected it in a comment that begins with /**',
      );
      expect(second).toBeUndefined();
    },
  );

  test('is refused where TypeScript does not see it, behind a brace', async () => {
    const text = `/** @contract demo:a@1.0.0 */\nexport interface A { ${tag} m(): Promise<void> }`;
    expect(await faultsOf(text)).toEqual([
      expect.stringContaining('@deadline in a comment behind a brace, expected it in a comment'),
    ]);
  });

  test('may be spoken of in an ordinary comment', async () => {
    expect(await faultsOf(withMethod('// without @deadline\n  m(): Promise<void>;'))).toEqual([]);
  });
});
