import { describe, expect, test } from 'vitest';
import type { Subject } from './case.ts';
import { conformanceOf } from './conformance-of.ts';
import { conformance } from './suite.ts';

const [first = '', second = ''] = conformance.map(({ name }) => name);

const subject = (unsupported?: Subject['unsupported']): Subject => ({
  start: () => Promise.reject(new Error('started')),
  ...(unsupported ? { unsupported } : {}),
});

describe('conformanceOf()', () => {
  test('has each case once, under its name', () => {
    const names = conformanceOf(subject()).map(({ name }) => name);
    expect(names).toEqual(conformance.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    expect(conformanceOf(subject()).map(({ title }) => title)).toEqual(names);
  });

  test('gives a case the reason why it is not supported, and no other', () => {
    const cases = conformanceOf(subject({ [second]: 'the engine has no clock' }));
    expect(cases[1]).toMatchObject({
      title: `${second} (unsupported: the engine has no clock)`,
      unsupported: 'the engine has no clock',
    });
    expect(cases.filter((one) => 'unsupported' in one)).toHaveLength(1);
  });

  test('a case runs against the subject', async () => {
    const [one] = conformanceOf(subject());
    await expect(one?.run()).rejects.toThrow('started');
  });

  test('refuses all names that no case has, and tells the near ones', () => {
    const wrong = {
      'A stream brings all of its items': 'why',
      [first]: 'why',
      'xyz, nothing like it': 'why',
    };
    expect(() => conformanceOf(subject(wrong))).toThrow(
      expect.objectContaining({
        code: 'unknown_case',
        message:
          "Cannot list the cases of a subject: 'A stream brings all of its items' and 'xyz, nothing like it' in 'unsupported' name no case",
        hint: "Write 'a stream brings all items in order' or 'a stream of an object brings what happens to it' instead of 'A stream brings all of its items'; all names are in 'conformance'",
      }),
    );
  });

  test('refuses a name of the language too', () => {
    expect(() => conformanceOf(subject({ toString: 'why' }))).toThrow(
      expect.objectContaining({ code: 'unknown_case' }),
    );
  });
});
