import { expect, test } from 'vitest';
import { connectBoth, forms, none, rejection } from '../fixtures/connections.ts';

test.each(forms)(
  'arguments of open calls weigh no more than the callee keeps, in the form %s',
  async (form) => {
    const answers: (() => void)[] = [];
    const greet = (name: string) =>
      new Promise<string>((resolve) => {
        answers.push(() => resolve(`${name.length}`));
      });
    const { here, there, demo, pair } = await connectBoth({
      form,
      there: { limits: { held: 250 } },
      other: { greet },
    });
    const hundred = 'x'.repeat(100);
    const calls = [demo.greet(hundred), demo.greet(hundred)];
    const refused = await rejection(demo.greet(hundred));
    expect(refused).toMatchObject({ code: 'overloaded', hint: expect.any(String) });
    // What is refused has taken no room, and what is answered gives its room back.
    await pair.idle();
    for (const answer of answers.splice(0)) answer();
    expect(await Promise.all(calls)).toEqual(['100', '100']);
    const again = demo.greet(hundred);
    await pair.idle();
    for (const answer of answers) answer();
    expect(await again).toBe('100');
    await rejection(demo.greet('x'.repeat(300)));
    const fits = demo.greet(hundred);
    await pair.idle();
    answers.at(-1)?.();
    await fits;
    expect([here.pending, there.pending]).toEqual([none, none]);
  },
);
