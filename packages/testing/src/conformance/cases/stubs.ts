import { deepStrictEqual, ok } from 'node:assert/strict';
import { release } from '@mortise/core';
import { type Case, probeCase } from '../case.ts';
import { all, rejection, until } from '../expect.ts';
import type { Counter, Listener } from '../probe.contract.ts';

/** A listener of this side, which counts what happens to it. */
const createListener = (answer = (text: string) => `heard ${text}`) => {
  let ended = 0;
  const listener: Listener = {
    notify: async (text) => answer(text),
    [Symbol.asyncDispose]: async () => {
      ended += 1;
    },
  };
  return { listener, ended: () => ended };
};

/** A stream of one number, which waits then, and counts how often it is ended. */
const oneNumber = () => {
  let ends = 0;
  let last = 0;
  const next = (): Promise<IteratorResult<number>> =>
    last > 0 ? new Promise(() => {}) : Promise.resolve({ value: ++last, done: false });
  const end = async (): Promise<IteratorResult<number>> => {
    ends += 1;
    return { value: undefined, done: true };
  };
  const numbers: AsyncIterable<number> = { [Symbol.asyncIterator]: () => ({ next, return: end }) };
  return { numbers, ends: () => ends };
};

const whenLive = (count: number, probe: { liveCounters(): Promise<number> }) =>
  until(
    () => probe.liveCounters(),
    (live) => live === count,
  );

export const stubCases: readonly Case[] = [
  probeCase('an object that is returned stays where it is and keeps its state', async (probe) => {
    const counter = await probe.counter(10);
    deepStrictEqual(await counter.add(1), 11);
    deepStrictEqual(await counter.add(1), 12);
    await release(counter);
  }),
  probeCase('an object ends when its owner releases it, once', async (probe) => {
    const counter = await probe.counter(0);
    deepStrictEqual(await probe.liveCounters(), 1);
    await counter[Symbol.asyncDispose]();
    await counter[Symbol.asyncDispose]();
    await whenLive(0, probe);
  }),
  probeCase('an object that was released can be called no more', async (probe) => {
    const counter = await probe.counter(0);
    await release(counter);
    deepStrictEqual((await rejection(counter.add(1))).code, 'stub_released');
    deepStrictEqual((await rejection(all(counter.watch()))).code, 'stub_released');
  }),
  probeCase('objects come in lists and streams too', async (probe) => {
    const counters = [...(await probe.counters(3)), ...(await all(probe.counterStream(3)))];
    deepStrictEqual(await Promise.all(counters.map((counter) => counter.add(0))), [0, 1, 2, 0, 1, 2]);
    await Promise.all(counters.map(release));
    await whenLive(0, probe);
  }),
  probeCase('objects of a stream that nobody reads are ended', async (probe) => {
    for await (const counter of probe.counterStream(1_000)) {
      await release(counter);
      break;
    }
    await whenLive(0, probe);
  }),
  probeCase('a stream of an object brings what happens to it', async (probe) => {
    const counter = await probe.counter(0);
    const sums = counter.watch()[Symbol.asyncIterator]();
    const first = sums.next();
    await counter.add(5);
    deepStrictEqual(await first, { value: 5, done: false });
    await sums.return?.();
    await release(counter);
    await whenLive(0, probe);
  }),
  probeCase('an object that is passed can be called back during the call', async (probe) => {
    const { listener, ended } = createListener();
    deepStrictEqual(await probe.tell(listener, ['a', 'b']), ['heard a', 'heard b']);
    deepStrictEqual(ended(), 0);
  }),
  probeCase('an error of what is called back reaches the caller', async (probe) => {
    const { listener } = createListener(() => {
      throw Object.assign(new Error('deaf'), { code: 'deaf' });
    });
    deepStrictEqual((await rejection(probe.tell(listener, ['a']))).code, 'deaf');
  }),
  probeCase('what was only lent cannot be kept', async (probe) => {
    const { listener, ended } = createListener();
    await probe.keepBorrowed(listener);
    deepStrictEqual((await rejection(probe.tellKept('late'))).code, 'stub_released');
    await probe.dropKept();
    deepStrictEqual(ended(), 0);
  }),
  probeCase(
    'a caller that has gone lends nothing more, also where it is never answered',
    async (probe, live) => {
      const told: string[] = [];
      let hold: () => void = () => {};
      const isHeld = new Promise<void>((resolve) => {
        hold = resolve;
      });
      const { listener, ended } = createListener((text) => {
        told.push(text);
        hold();
        return text;
      });
      const { numbers, ends } = oneNumber();
      const controller = new AbortController();
      const reason = new Error('enough');
      const call = rejection(probe.holdOn(listener, numbers, controller.signal));
      await isHeld;
      await probe.nothing();
      controller.abort(reason);
      deepStrictEqual(await call, reason);
      const { exported, streams } = live.pending;
      deepStrictEqual({ exported, streams, ends: ends() }, { exported: 0, streams: 0, ends: 1 });
      deepStrictEqual(await probe.tryHeld(), ['caller_gone', 'stub_released']);
      deepStrictEqual({ told, ended: ended() }, { told: ['in time'], ended: 0 });
    },
  ),
  probeCase('what was handed over is kept until the new owner ends it', async (probe) => {
    const { listener, ended } = createListener();
    await probe.keep(listener);
    deepStrictEqual(await probe.tellKept('late'), 'heard late');
    deepStrictEqual(ended(), 0);
    await probe.dropKept();
    await until(
      async () => ended() + (await probe.add(0, 0)),
      (count) => count === 1,
    );
  }),
  probeCase('an object that goes home is itself again', async (probe) => {
    const counter = await probe.counter(1);
    const same: Counter = await probe.same(counter);
    deepStrictEqual(await same.add(1), 2);
    await release(same);
    await release(counter);
    await whenLive(0, probe);
  }),
  {
    name: 'all objects end with the boundary',
    run: async (subject) => {
      const live = await subject.start();
      const { listener, ended } = createListener();
      await live.probe.keep(listener);
      const counter = await live.probe.counter(0);
      await live.end();
      deepStrictEqual(ended(), 1);
      ok((await rejection(counter.add(1))).code);
      ok(Object.values(live.pending).every((count) => count === 0));
    },
  },
];
