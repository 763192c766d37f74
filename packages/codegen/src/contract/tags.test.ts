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
