import { deepStrictEqual, notDeepStrictEqual, ok } from 'node:assert/strict';
import { isMortiseError } from '@mortise/core';
import { type Case, probeCase } from '../case.ts';
import { rejection } from '../expect.ts';

const failure = {
  code: 'app_running',
  message: "Cannot install 'a': it runs",
  hint: "Stop 'a' first",
  data: { id: 'a', pids: [1, 2] },
};

export const errorCases: readonly Case[] = [
  probeCase('an error keeps code, message, hint and data', async (probe) => {
    for (const call of [probe.fail(failure), probe.failAtOnce(failure)]) {
      const { code, message, hint, data } = await rejection(call);
      deepStrictEqual({ code, message, hint, data }, failure);
    }
  }),
  probeCase('an error without a code has none', async (probe) => {
    const error = await rejection(probe.fail({ message: 'plain' }));
    ok(error instanceof Error);
    deepStrictEqual(error.message, 'plain');
    ok(!('code' in error) && !('hint' in error) && !('data' in error));
  }),
  probeCase("a plugin's error is never taken for one of the framework's", async (probe) => {
    const error = await rejection(probe.fail({ code: 'deadline_exceeded', message: 'not really' }));
    ok(!isMortiseError(error));
    deepStrictEqual(error.code, 'deadline_exceeded');
  }),
  probeCase('a long message is cut, and the call still ends', async (probe) => {
    const { message } = await rejection(probe.fail({ message: 'x'.repeat(1_000_000) }));
    ok(message.length > 1_000 && message.length < 100_000);
    notDeepStrictEqual(message, '');
  }),
  probeCase('other calls go on when one fails', async (probe) => {
    const [one, two, three] = await Promise.allSettled([
      probe.add(1, 1),
      probe.fail(failure),
      probe.add(2, 2),
    ]);
    deepStrictEqual([one.status, two.status, three.status], ['fulfilled', 'rejected', 'fulfilled']);
  }),
];
