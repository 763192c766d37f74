import { describe, expect, test } from 'vitest';
import { rejection } from '../conformance/expect.ts';
import type { Listener, Probe } from '../conformance/probe.contract.ts';
import { createProbe } from '../conformance/probe.ts';
import { ProbeWire } from '../conformance/probe.wire.gen.ts';
import { strict } from './strict.ts';

async function* nothing(): AsyncGenerator<number> {}

const deaf: Listener = { notify: async (text) => text, [Symbol.asyncDispose]: async () => {} };

const never = (): Promise<never> => new Promise(() => {});

/** How a caller goes: its connection, what it does, and what its call rejects with. */
const ways = [
  [
    'an abort',
    {},
    async (controller: AbortController, probe: Probe) => {
      // The call has arrived before.
      await probe.nothing();
      controller.abort(new Error('enough'));
    },
    { message: 'enough' },
  ],
  ['a deadline', { deadline: 20 }, async () => {}, { code: 'deadline_exceeded' }],
] as const;

describe.each(ways)('a caller that has gone by %s lends nothing more', (_, connection, go, reason) => {
  test('of its objects, also where it is never answered', async () => {
    const told: string[] = [];
    const listener: Listener = {
      notify: async (text) => {
        told.push(text);
        return text;
      },
      [Symbol.asyncDispose]: async () => {},
    };
    let lent: Listener | undefined;
    const first: Promise<string>[] = [];
    const keep = (listener: Listener): Promise<never> => {
      lent = listener;
      first.push(listener.notify('in time'));
      return never();
    };
    await using live = await strict(ProbeWire, { ...createProbe(), holdOn: keep }, { connection });
    const controller = new AbortController();
    const call = rejection(live.object.holdOn(listener, nothing(), controller.signal));
    await go(controller, live.object);

    expect(await call).toMatchObject(reason);
    expect(live.pending).toMatchObject({ calls: 1, exported: 0 });
    expect(await Promise.all(first)).toEqual(['in time']);
    expect(await rejection(lent?.notify('late') ?? never())).toMatchObject({ code: 'stub_released' });
    expect(told).toEqual(['in time']);
  });

  test('of its streams, also where it is never answered', async () => {
    let ends = 0;
    const numbers: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => {
        let last = 0;
        return {
          next: () => (last > 0 ? never() : Promise.resolve({ value: ++last, done: false })),
          return: async () => {
            ends += 1;
            return { value: undefined, done: true };
          },
        };
      },
    };
    const reads: Promise<unknown>[] = [];
    const read = (_: Listener, numbers: AsyncIterable<number>): Promise<never> => {
      const items = numbers[Symbol.asyncIterator]();
      reads.push(items.next(), rejection(items.next()));
      return never();
    };
    await using live = await strict(ProbeWire, { ...createProbe(), holdOn: read }, { connection });
    const controller = new AbortController();
    const call = rejection(live.object.holdOn(deaf, numbers, controller.signal));
    await go(controller, live.object);

    expect(await call).toMatchObject(reason);
    expect(live.pending).toMatchObject({ calls: 1, streams: 0 });
    expect(await Promise.all(reads)).toEqual([
      { value: 1, done: false },
      expect.objectContaining({ code: 'caller_gone' }),
    ]);
    expect(ends).toBe(1);
  });
});
