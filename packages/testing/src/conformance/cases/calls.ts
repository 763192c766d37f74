import { deepStrictEqual, ok } from 'node:assert/strict';
import { isMortiseError } from '@mortise/core';
import { type Case, probeCase } from '../case.ts';
import { rejection, until } from '../expect.ts';

const tenThousand = 10_000;

export const callCases: readonly Case[] = [
  probeCase('10,000 calls at once are all answered, each by its own result', async (probe) => {
    const sums = await Promise.all(Array.from({ length: tenThousand }, (_, index) => probe.add(index, 1)));
    deepStrictEqual(
      sums,
      sums.map((_, index) => index + 1),
    );
  }),
  probeCase('a call that takes long holds up no other', async (probe) => {
    const controller = new AbortController();
    const waiting = probe.wait(controller.signal);
    deepStrictEqual(await probe.add(1, 2), 3);
    controller.abort();
    await rejection(waiting);
  }),
  probeCase('an aborted call rejects with the reason, and the method is told', async (probe) => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const waiting = probe.wait(controller.signal);
    await probe.nothing();
    controller.abort(reason);
    deepStrictEqual(await rejection(waiting), reason);
    await until(
      () => probe.waitsEnded(),
      (ended) => ended === 1,
    );
  }),
  probeCase('a call whose signal was aborted before is not made', async (probe) => {
    const reason = new Error('never mind');
    deepStrictEqual(await rejection(probe.wait(AbortSignal.abort(reason))), reason);
    deepStrictEqual(await probe.waitsEnded(), 0);
  }),
  probeCase('a signal that aborts after the answer changes nothing', async (probe) => {
    const controller = new AbortController();
    const stream = probe.endless(controller.signal)[Symbol.asyncIterator]();
    deepStrictEqual(await stream.next(), { value: 0, done: false });
    await stream.return?.();
    controller.abort();
    deepStrictEqual(await probe.add(1, 2), 3);
  }),
  {
    name: "a method's deadline ends its call and no other",
    run: async (subject) => {
      const { probe, end } = await subject.start();
      try {
        const [error, sum] = await Promise.all([rejection(probe.hang()), probe.add(1, 2)]);
        ok(isMortiseError(error));
        deepStrictEqual(error.code, 'deadline_exceeded');
        deepStrictEqual(sum, 3);
        deepStrictEqual(await probe.add(3, 4), 7);
      } finally {
        await end();
      }
    },
  },
];
