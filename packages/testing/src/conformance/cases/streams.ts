import { deepStrictEqual, ok } from 'node:assert/strict';
import { type Case, probeCase } from '../case.ts';
import { all, rejection, until } from '../expect.ts';

const failure = { code: 'broken', message: 'It broke half-way' };

async function* numbersTo(to: number, onEnd: () => void): AsyncGenerator<number> {
  try {
    for (let number = 0; number < to; number += 1) yield number;
  } finally {
    onEnd();
  }
}

export const streamCases: readonly Case[] = [
  probeCase('a stream brings all items in order', async (probe) => {
    deepStrictEqual(
      await all(probe.count(10_000)),
      Array.from({ length: 10_000 }, (_, index) => index),
    );
    deepStrictEqual(await all(probe.count(0)), []);
  }),
  probeCase('a stream does not begin before it is read', async (probe) => {
    const stream = probe.count(10)[Symbol.asyncIterator]();
    deepStrictEqual(await probe.itemsMade(), 0);
    await stream.next();
    ok((await probe.itemsMade()) > 0);
    await stream.return?.();
  }),
  probeCase('a reader that leaves early ends the stream', async (probe) => {
    for await (const number of probe.count(4_294_967_295)) if (number === 100) break;
    const made = await probe.itemsMade();
    await probe.nothing();
    deepStrictEqual(
      await probe.itemsMade(),
      await until(
        () => probe.itemsMade(),
        (now) => now >= made,
      ),
    );
  }),
  probeCase('a reader that leaves tells the method by its signal', async (probe) => {
    for await (const _ of probe.endless()) break;
    await until(
      () => probe.waitsEnded(),
      (ended) => ended === 1,
    );
  }),
  probeCase('an error half-way comes behind the items', async (probe) => {
    const items: number[] = [];
    const reading = (async () => {
      for await (const item of probe.countThenFail(1_000, failure)) items.push(item);
    })();
    const { code, message } = await rejection(reading);
    deepStrictEqual({ code, message }, failure);
    deepStrictEqual(items.length, 1_000);
  }),
  probeCase('after its end or error a stream is done', async (probe) => {
    const failing = probe.countThenFail(0, failure)[Symbol.asyncIterator]();
    deepStrictEqual((await rejection(failing.next())).code, 'broken');
    deepStrictEqual(await failing.next(), { value: undefined, done: true });
    const ending = probe.count(0)[Symbol.asyncIterator]();
    await ending.next();
    deepStrictEqual(await ending.next(), { value: undefined, done: true });
  }),
  probeCase('an aborted stream rejects with the reason', async (probe) => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const stream = probe.endless(controller.signal)[Symbol.asyncIterator]();
    await stream.next();
    const waiting = stream.next();
    controller.abort(reason);
    deepStrictEqual(await rejection(waiting), reason);
    await until(
      () => probe.waitsEnded(),
      (ended) => ended === 1,
    );
  }),
  probeCase('a slow reader makes the stream wait', async (probe) => {
    const size = 10_000;
    const stream = probe.pieces(1_000, size)[Symbol.asyncIterator]();
    await stream.next();
    const made = await until(
      () => probe.itemsMade(),
      (now) => now > 1,
    );
    for (let turn = 0; turn < 100; turn += 1) await probe.nothing();
    const later = await probe.itemsMade();
    ok(later < 200, `${made} items were made at first, ${later} while nobody read`);
    await stream.return?.();
  }),
  probeCase('large items arrive whole, one at a time', async (probe) => {
    let pieces = 0;
    for await (const piece of probe.pieces(5, 1_000_000)) {
      deepStrictEqual(piece.length, 1_000_000);
      deepStrictEqual(piece[999_999], pieces);
      pieces += 1;
    }
    deepStrictEqual(pieces, 5);
  }),
  probeCase('a hundred streams at once do not mix', async (probe) => {
    const streams = Array.from({ length: 100 }, (_, length) => all(probe.count(length)));
    for (const [length, items] of (await Promise.all(streams)).entries())
      deepStrictEqual(items.length, length);
  }),
  probeCase('a stream can be an argument', async (probe) => {
    let ends = 0;
    deepStrictEqual(await probe.sum(numbersTo(1_000, () => ends++)), 499_500);
    deepStrictEqual(ends, 1);
  }),
  probeCase('an argument that is left early is ended', async (probe) => {
    let ends = 0;
    deepStrictEqual(
      await probe.take(
        numbersTo(1_000_000, () => ends++),
        3,
      ),
      [0, 1, 2],
    );
    await until(
      async () => ends + (await probe.add(0, 0)),
      (count) => count === 1,
    );
  }),
  probeCase('an argument that fails fails the call that reads it', async (probe) => {
    async function* failing(): AsyncGenerator<number> {
      yield 1;
      throw Object.assign(new Error(failure.message), { code: failure.code });
    }
    deepStrictEqual((await rejection(probe.sum(failing()))).code, 'broken');
  }),
  probeCase('a stream can go through: in as an argument, out as a result', async (probe) => {
    deepStrictEqual(
      await all(probe.double(numbersTo(1_000, () => {}))),
      Array.from({ length: 1_000 }, (_, index) => index * 2),
    );
  }),
];
