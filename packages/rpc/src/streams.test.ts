import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { all, connectBoth, forms, none, rejection } from '../fixtures/connections.ts';
import { createDemo, type Demo } from '../fixtures/demo.ts';
import { startGreeted } from '../fixtures/raw-peer.ts';

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** A stream by hand, so that a test decides what each call of it does. */
const streamOf = (iterator: Partial<AsyncIterator<number>>): AsyncIterable<number> => ({
  [Symbol.asyncIterator]: () => iterator as AsyncIterator<number>,
});

const never = (): Promise<never> => new Promise(() => {});

describe.each(forms)('in the form %s', (form) => {
  test.each([1, 7, 64, 1_000, 262_144])('all items arrive in order by a window of %i', async (window) => {
    const { here, there, demo } = await connectBoth({ form, here: { limits: { window } } });

    expect(await all(demo.count(2_000))).toEqual(upTo(2_000));
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('items that are larger than the window arrive one at a time', async () => {
    const own = createDemo();
    const { here, demo } = await connectBoth({ form, here: { limits: { window: 100 } }, other: own });
    const pieces = demo.pieces(5, 10_000)[Symbol.asyncIterator]();

    for (const index of upTo(5)) {
      expect(await pieces.next()).toEqual({ value: new Uint8Array(10_000).fill(index), done: false });
      expect(own.made).toBeLessThanOrEqual(index + 2);
    }
    expect(await pieces.next()).toEqual({ value: undefined, done: true });
    await here.close();
  });

  test('a parameter streams to the callee, and a stream goes through', async () => {
    const own = createDemo();
    const { here, there, demo } = await connectBoth({ form });

    expect(await demo.sum(own.count(1_000))).toBe(499_500);
    expect(await all(demo.double(own.count(1_000)))).toEqual(upTo(1_000).map((index) => index * 2));
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });
});

describe('a reader', () => {
  test('that has left keeps its place until the source ends', async () => {
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const count = async function* () {
      yield 1;
      await ended;
    };
    const { here, there, pair, demo } = await connectBoth({ other: { count } });
    for await (const _ of demo.count(1)) break;
    expect(here.pending).toMatchObject({ streams: 1, left: 1 });
    end();
    await pair.idle();
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('that does not read makes the source wait', async () => {
    const own = createDemo();
    const { here, pair, demo } = await connectBoth({ here: { limits: { window: 1_000 } }, other: own });
    const items = demo.count(1_000_000)[Symbol.asyncIterator]();
    await items.next();
    await pair.idle();

    // An item weighs 16: what the window holds, and one behind the item that was taken.
    expect(own.made).toBeLessThan(70);
    await items.return?.();
    await here.close();
  });

  test('that is slow gets everything, while little waits', async () => {
    const own = createDemo();
    const { here, pair, demo } = await connectBoth({ here: { limits: { window: 1_000 } }, other: own });
    let read = 0;
    for await (const index of demo.count(300)) {
      await pair.idle();
      expect(index).toBe(read);
      read += 1;
      expect(own.made - read).toBeLessThan(70);
    }
    expect(read).toBe(300);
    await here.close();
  });

  test('that never reads begins nothing', async () => {
    const own = createDemo();
    const { here, there, pair, demo } = await connectBoth({ other: own });
    demo.count(10)[Symbol.asyncIterator]();
    await pair.idle();

    expect(own.made).toBe(0);
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('that leaves before the first item begins nothing', async () => {
    const { here, there, pair, demo } = await connectBoth();
    const items = demo.count(10)[Symbol.asyncIterator]();
    await items.return?.();

    expect(await items.next()).toEqual({ value: undefined, done: true });
    await pair.idle();
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('that leaves early ends the source, and gets nothing more', async () => {
    let ends = 0;
    const other: Partial<Demo> = {
      async *count() {
        try {
          for (let index = 0; ; index += 1) yield index;
        } finally {
          ends += 1;
        }
      },
    };
    const { here, there, pair, demo } = await connectBoth({ other });
    const items = demo.count(0)[Symbol.asyncIterator]();
    await items.next();
    await items.return?.();

    expect(await items.next()).toEqual({ value: undefined, done: true });
    await pair.idle();
    expect(ends).toBe(1);
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('that asks for several items at once gets them in order, and the rest is done', async () => {
    const { here, demo } = await connectBoth();
    const items = demo.count(3)[Symbol.asyncIterator]();
    const results = await Promise.all(upTo(5).map(() => items.next()));

    expect(results.map(({ value }) => value)).toEqual([0, 1, 2, undefined, undefined]);
    expect(results.map(({ done }) => done)).toEqual([false, false, false, true, true]);
    await here.close();
  });

  test('that waits while it leaves is done', async () => {
    const { here, there, pair, demo } = await connectBoth({
      other: { count: () => streamOf({ next: never }) },
    });
    const items = demo.count(1)[Symbol.asyncIterator]();
    const waiting = items.next();
    await pair.idle();
    await items.return?.();

    expect(await waiting).toEqual({ value: undefined, done: true });
    await pair.idle();
    // Its source has no return and never says another word: until the end it is open.
    expect([here.pending.streams, there.pending.served]).toEqual([0, 0]);
    await here.close();
    expect([here.pending, there.pending]).toEqual([none, none]);
  });

  test('whose signal aborts sees the reason behind what it has not read', async () => {
    const { here, there, pair, demo } = await connectBoth();
    const controller = new AbortController();
    const items = demo.count(3, controller.signal)[Symbol.asyncIterator]();
    await items.next();
    controller.abort(new Error('enough'));
    // All three had arrived: nothing was left to abort.
    expect(await items.next()).toEqual({ value: 1, done: false });
    await items.return?.();

    const second = demo.count(1_000_000, AbortSignal.abort(new Error('before')))[Symbol.asyncIterator]();
    expect((await rejection(second.next())).message).toBe('before');
    await pair.idle();
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('whose signal code of an argument aborts stops the source', async () => {
    const controller = new AbortController();
    const { here, there, pair, demo } = await connectBoth();
    const numbers = {
      get [Symbol.asyncIterator]() {
        controller.abort(new Error('by an argument'));
        return async function* () {
          yield* upTo(1_000_000);
        };
      },
    };
    const double = demo.double as (
      numbers: AsyncIterable<number>,
      signal: AbortSignal,
    ) => AsyncIterable<number>;

    expect((await rejection(all(double(numbers, controller.signal)))).message).toBe('by an argument');
    await pair.idle();
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });
});

describe('a source', () => {
  test('that fails half-way is read to its failure', async () => {
    const other: Partial<Demo> = {
      async *count() {
        yield 0;
        yield 1;
        throw Object.assign(new Error('no two'), { code: 'no_two' });
      },
    };
    const { here, there, demo } = await connectBoth({ other });
    const items = demo.count(9)[Symbol.asyncIterator]();

    expect([await items.next(), await items.next()].map(({ value }) => value)).toEqual([0, 1]);
    expect(await rejection(items.next())).toMatchObject({ code: 'no_two', message: 'no two' });
    expect(await items.next()).toEqual({ value: undefined, done: true });
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('that yields what the contract does not allow fails, and is ended', async () => {
    let ends = 0;
    const other: Partial<Demo> = {
      async *count() {
        try {
          yield 'nought' as never;
        } finally {
          ends += 1;
        }
      },
    };
    const { here, there, demo } = await connectBoth({ other });

    expect(await rejection(all(demo.count(9)))).toMatchObject({ code: 'invalid_value' });
    expect(ends).toBe(1);
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test.each<readonly [string, () => AsyncIterable<number>, string]>([
    [
      'that throws at once',
      () => {
        throw new Error('at once');
      },
      'at once',
    ],
    ['that is none', () => 7 as never, 'is not a function'],
    ['that is not there', () => undefined as never, 'undefined'],
    [
      'whose next throws',
      () =>
        streamOf({
          next: () => {
            throw new Error('next throws');
          },
        }),
      'next throws',
    ],
    ['whose next gives nothing', () => streamOf({ next: async () => undefined as never }), 'undefined'],
    [
      'whose item throws when it is read',
      () =>
        streamOf({
          next: async () => ({
            get value(): never {
              throw new Error('no value');
            },
          }),
        }),
      'no value',
    ],
  ])('%s fails the stream, and the connection goes on', async (_, count, message) => {
    const { here, there, demo } = await connectBoth({ other: { count, greet: async () => 'on' } });

    expect((await rejection(all(demo.count(1)))).message).toContain(message);
    expect(await demo.greet('')).toBe('on');
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test.each<readonly [string, Partial<AsyncIterator<number>>]>([
    [
      'whose return throws',
      {
        return: () => {
          throw new Error('no return');
        },
      },
    ],
    ['whose return rejects', { return: () => Promise.reject(new Error('no return')) }],
    ['without return', {}],
  ])('%s ends all the same', async (_, rest) => {
    let index = 0;
    const count = () => streamOf({ next: async () => ({ value: index++, done: false }), ...rest });
    const { here, there, pair, demo } = await connectBoth({
      here: { limits: { window: 100 } },
      other: { count },
    });
    for await (const one of demo.count(1)) if (one === 20) break;
    await pair.idle();

    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('whose next never settles ends as soon as its return has settled', async () => {
    const calls: string[] = [];
    const count = () =>
      streamOf({
        next: () => {
          calls.push('next');
          return never();
        },
        return: async () => {
          calls.push('return');
          return { value: undefined, done: true };
        },
      });
    const { here, there, pair, demo } = await connectBoth({ other: { count } });
    const items = demo.count(1)[Symbol.asyncIterator]();
    void items.next();
    await pair.idle();
    await items.return?.();
    await pair.idle();

    expect(calls).toEqual(['next', 'return']);
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('is told once that nobody reads, and not asked again', async () => {
    const calls: string[] = [];
    const steps: (() => void)[] = [];
    const count = () =>
      streamOf({
        next: async () => {
          calls.push('next');
          return { value: 1, done: false };
        },
        return: () =>
          new Promise((resolve) => {
            calls.push('return');
            steps.push(() => resolve({ value: undefined, done: true }));
          }),
      });
    const { here, there, pair, demo } = await connectBoth({
      here: { limits: { window: 16 } },
      other: { count },
    });
    const items = demo.count(1)[Symbol.asyncIterator]();
    await items.next();
    await pair.idle();
    const asked = calls.length;
    // The credit for this item crosses the stop.
    void items.next();
    await items.return?.();
    await pair.idle();
    expect(calls.slice(asked).filter((call) => call === 'return')).toEqual(['return']);
    expect(calls.at(-1)).toBe('return');
    expect(there.pending.served).toBe(1);
    for (const step of steps) step();
    await pair.idle();

    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('of a reader that grants more than anyone can send lets others have their turn', async () => {
    let made = 0;
    let isOver = false;
    const most = 2_000_000;
    const other: Partial<Demo> = {
      async *count() {
        for (; !isOver && made < most; made += 1) yield made;
      },
    };
    const raw = await startGreeted({ own: other });
    raw.say([6, 5, 1, 1, 'count', Number.MAX_SAFE_INTEGER, 1]);
    // A turn of the event loop comes only if the source makes room for it.
    await new Promise((resolve) => setTimeout(resolve, 0));
    isOver = true;

    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(most);
    await raw.connection.close();
  });
});

describe('a parameter', () => {
  test('brings no more than all of them together may have unread, and ends behind that with an error', async () => {
    let readOn = (): void => {};
    const gate = new Promise<void>((resolve) => {
      readOn = resolve;
    });
    const other: Partial<Demo> = {
      sum: async (numbers) => {
        let count = 0;
        for await (const _ of numbers) {
          count += 1;
          if (count === 1) await gate;
        }
        return count;
      },
    };
    // An item weighs 16, and takes 80 beside that.
    const { here, there, pair, demo } = await connectBoth({ there: { limits: { held: 60_000 } }, other });
    const taken = demo.sum(createDemo().count(500));
    await pair.idle();
    const refused = rejection(demo.sum(createDemo().count(500)));
    await pair.idle();
    readOn();

    expect(await taken).toBe(500);
    expect(await refused).toMatchObject({
      message: expect.stringContaining(
        'what the streams of open calls have brought is at its limit of 60000',
      ),
    });
    // All of it was given back.
    expect(await demo.sum(createDemo().count(600))).toBe(600);
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('that is not read to its end is ended with its call', async () => {
    let ends = 0;
    async function* numbers() {
      try {
        for (let index = 0; ; index += 1) yield index;
      } finally {
        ends += 1;
      }
    }
    const other: Partial<Demo> = {
      sum: async (stream) => {
        for await (const one of stream) if (one === 3) return one;
        return -1;
      },
    };
    const { here, there, pair, demo } = await connectBoth({ other });

    expect(await demo.sum(numbers())).toBe(3);
    await pair.idle();
    expect(ends).toBe(1);
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('that nobody reads is never begun', async () => {
    let begins = 0;
    const numbers = { [Symbol.asyncIterator]: () => (begins += 1) as never };
    const { here, there, demo } = await connectBoth({ other: { sum: async () => 7 } });

    expect(await demo.sum(numbers)).toBe(7);
    expect(begins).toBe(0);
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('whose next never settles ends with its call', async () => {
    const other: Partial<Demo> = {
      sum: async (stream) => {
        void stream[Symbol.asyncIterator]().next();
        return 7;
      },
    };
    const { here, there, pair, demo } = await connectBoth({ other });

    expect(await demo.sum(streamOf({ next: never }))).toBe(7);
    await pair.idle();
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('that is kept beyond its call is at its end', async () => {
    let kept: AsyncIterator<number> | undefined;
    const other: Partial<Demo> = {
      sum: async (stream) => {
        kept = stream[Symbol.asyncIterator]();
        return (await kept.next()).value;
      },
    };
    const { here, there, pair, demo } = await connectBoth({ other });
    await demo.sum(createDemo().count(100));
    await pair.idle();

    expect(await kept?.next()).toEqual({ value: undefined, done: true });
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('that fails fails who reads it', async () => {
    async function* numbers() {
      yield 1;
      throw Object.assign(new Error('no more'), { code: 'no_more' });
    }
    const { here, there, pair, demo } = await connectBoth();

    expect(await rejection(demo.sum(numbers()))).toMatchObject({ code: 'no_more' });
    await pair.idle();
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('of a call that could not be written leaves nothing behind', async () => {
    const { here, there, demo } = await connectBoth();
    const { count } = createDemo();

    expect(await rejection(demo.sumFrom(count(3), 'nought' as never))).toMatchObject({
      code: 'invalid_value',
    });
    expect([here.pending, there.pending]).toEqual([none, none]);
    expect(await demo.sumFrom(count(3), 1)).toBe(4);
    await here.close();
  });

  test('of a call that its caller gave up ends, and the callee that reads it is told', async () => {
    const seen: unknown[] = [];
    const sum = async (numbers: AsyncIterable<number>) => {
      try {
        return (await all(numbers)).length;
      } catch (error) {
        seen.push(error);
        throw error;
      }
    };
    const { here, there, pair, demo } = await connectBoth({ here: { deadline: 20 }, other: { sum } });

    expect(await rejection(demo.sum(streamOf({ next: never })))).toMatchObject({ code: 'deadline_exceeded' });
    await pair.idle();
    expect(seen).toMatchObject([{ code: 'caller_gone' }]);
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
    expect([here.pending, there.pending]).toEqual([none, none]);
  });
});

describe('a wait for an item', () => {
  test('that is too long fails the stream and stops the source', async () => {
    let ends = 0;
    const count = () =>
      streamOf({
        next: never,
        return: async () => {
          ends += 1;
          return { value: undefined, done: true };
        },
      });
    const { here, there, pair, demo } = await connectBoth({ here: { idle: 20 }, other: { count } });
    const error = await rejection(all(demo.count(1)));

    expect(error).toMatchObject({ code: 'deadline_exceeded' });
    expect(error.message).toContain("'count'");
    await pair.idle();
    expect(ends).toBe(1);
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('is counted anew for each item', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let say = (_: number) => {};
    const next = () => new Promise<number>((resolve) => (say = resolve)).then((value) => ({ value }));
    const count = () => streamOf({ next, return: async () => ({ value: undefined, done: true }) });
    const { here, there, demo } = await connectBoth({ here: { idle: 100 }, other: { count } });
    const items = demo.count(9)[Symbol.asyncIterator]();
    for (const index of upTo(5)) {
      const item = items.next();
      await vi.advanceTimersByTimeAsync(60);
      say(index);
      expect(await item).toEqual({ value: index, done: false });
    }
    const last = rejection(items.next());
    await vi.advanceTimersByTimeAsync(102);

    expect(await last).toMatchObject({ code: 'deadline_exceeded' });
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });
});
