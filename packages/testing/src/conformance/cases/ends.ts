import { deepStrictEqual, ok } from 'node:assert/strict';
import { isMortiseError } from '@mortise/core';
import type { Case } from '../case.ts';
import { rejection } from '../expect.ts';

export const endCases: readonly Case[] = [
  {
    name: 'calls and streams that are open when the boundary ends are rejected',
    run: async (subject) => {
      const live = await subject.start();
      const { probe, end } = live;
      const waiting = rejection(probe.wait());
      const stream = probe.endless()[Symbol.asyncIterator]();
      await stream.next();
      const next = rejection(stream.next());
      await end();
      for (const error of await Promise.all([waiting, next])) {
        ok(isMortiseError(error), String(error));
        ok(isEnd(error), String(error));
      }
      ok(Object.values(live.pending).every((count) => count === 0));
    },
  },
  {
    name: 'a call after the end is rejected',
    run: async (subject) => {
      const { probe, end } = await subject.start();
      await end();
      ok(isEnd(await rejection(probe.add(1, 2))));
    },
  },
  {
    name: 'it can be ended twice',
    run: async (subject) => {
      const { end } = await subject.start();
      await Promise.all([end(), end()]);
      await end();
    },
  },
  {
    name: 'two boundaries know nothing of each other',
    run: async (subject) => {
      const [one, two] = await Promise.all([subject.start(), subject.start()]);
      try {
        await one.probe.counter(0);
        deepStrictEqual(await two.probe.liveCounters(), 0);
        await one.end();
        deepStrictEqual(await two.probe.add(1, 2), 3);
      } finally {
        await Promise.all([one.end(), two.end()]);
      }
    },
  },
];

/** A transport says that its connection has ended, a loader that its plugin has. */
const isEnd = (error: unknown): boolean =>
  isMortiseError(error) && ['connection_closed', 'plugin_ended'].includes(error.code);
