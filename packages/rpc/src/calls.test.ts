import { getEventListeners } from 'node:events';
import { isMortiseError } from '@mortise/core';
import { describe, expect, test } from 'vitest';
import { connectBoth, forms, none, rejection } from '../fixtures/connections.ts';
import { createDemo, type Demo, untilAborted } from '../fixtures/demo.ts';
import { startGreeted } from '../fixtures/raw-peer.ts';

/** What code can throw, and what of it arrives. */
const thrown: readonly (readonly [string, unknown, object])[] = [
  ['null', null, { message: 'Its code threw null' }],
  ['undefined', undefined, { message: 'Its code threw undefined' }],
  ['a text', 'plain', { message: 'plain' }],
  ['a number', 7, { message: 'Its code threw 7' }],
  ['a symbol', Symbol('s'), { message: 'Its code threw Symbol(s)' }],
  [
    'an object without a prototype',
    Object.create(null),
    { message: 'Its code threw an object without a message' },
  ],
  [
    'an error whose getters throw',
    {
      get message() {
        throw new Error('no message');
      },
      get code() {
        throw new Error('no code');
      },
      get data() {
        throw new Error('no data');
      },
    },
    { message: 'Its code threw an object that cannot be read, such as a proxy' },
  ],
  ['an error with a number as code', Object.assign(new Error('odd'), { code: 20 }), { message: 'odd' }],
  [
    'an error whose data JSON cannot say',
    Object.assign(new Error('odd'), { code: 'odd', data: 1n }),
    { message: 'odd', code: 'odd' },
  ],
];

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

describe.each(forms)('in the form %s', (form) => {
  test('call() resolves with the result, whichever side calls', async () => {
    const { here, there, demo, back } = await connectBoth({ form });

    expect(await Promise.all([demo.add(1, 2), back.add(3, 4)])).toEqual([3, 7]);
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('call() rejects with the code, message, hint and data of what was thrown', async () => {
    const { here, demo } = await connectBoth({ form });
    const error = await rejection(demo.fail());

    expect(error).toMatchObject({
      name: 'RemoteError',
      code: 'broken',
      message: 'It broke',
      hint: 'Mend it',
      data: { at: 1 },
    });
    expect(isMortiseError(error)).toBe(false);
    await here.close();
  });

  test('bytes belong to the receiver alone', async () => {
    const given: Uint8Array[] = [];
    const other: Partial<Demo> = {
      bytes: async (value) => {
        given.push(value);
        return value;
      },
    };
    const { here, demo } = await connectBoth({ form, other });
    const large = new Uint8Array(1_000).fill(7);
    const got = await demo.bytes(large.subarray(10, 20));

    expect(got).toEqual(new Uint8Array(10).fill(7));
    expect(got.buffer.byteLength).toBe(10);
    expect(got.buffer).not.toBe(given[0]?.buffer);
    await here.close();
  });
});

describe('what the callee throws', () => {
  test.each(thrown)('%s arrives as an error, and the connection goes on', async (_, value, expected) => {
    const throwing = { fail: async () => Promise.reject(value), greet: () => Promise.resolve('') };
    const { here, there, demo } = await connectBoth({ other: throwing });

    expect(await rejection(demo.fail())).toMatchObject({ name: 'RemoteError', ...expected });
    expect(await demo.greet('')).toBe('');
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('a revoked proxy arrives as an error, thrown at once, later or out of a result', async () => {
    const other: Partial<Demo> = {
      fail: () => {
        throw revoked();
      },
      wait: async () => Promise.reject(revoked()),
      texts: async () => [
        new Proxy([], {
          get: () => {
            throw revoked();
          },
        }) as never,
      ],
      greet: async () => revoked() as never,
      // biome-ignore lint/correctness/useYield: it fails before
      async *count() {
        throw revoked();
      },
    };
    const { here, there, demo } = await connectBoth({ other });

    for (const call of [demo.fail(), demo.wait(), demo.texts([]), demo.greet('')])
      expect(await rejection(call)).toBeInstanceOf(Error);
    const items = demo.count(1)[Symbol.asyncIterator]();
    expect(await rejection(items.next())).toMatchObject({ name: 'RemoteError' });
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test("one of Mortise's own errors that passes through stays the callee's", async () => {
    const { demo: third, here: other } = await connectBoth({ other: {} });
    const { here, demo } = await connectBoth({ other: third });
    for (const failing of [demo.fail(), demo.count(1)[Symbol.asyncIterator]().next()]) {
      const error = await rejection(failing);
      expect(error).toMatchObject({ code: 'unsupported' });
      expect(isMortiseError(error)).toBe(false);
    }
    await Promise.all([here.close(), other.close()]);
  });
});

describe('what the callee is', () => {
  test.each([
    ['no function', 7],
    ['not there', undefined],
  ])('a method that is %s is unsupported', async (_, greet) => {
    const { here, demo } = await connectBoth({ other: { greet } as never });
    const error = await rejection(demo.greet('Ada'));

    expect(error).toMatchObject({ code: 'unsupported' });
    expect(error.message).toContain("'greet'");
    expect(isMortiseError(error)).toBe(true);
    await here.close();
  });

  test('a getter that throws fails its call alone', async () => {
    const other = {
      get greet(): never {
        throw new Error('no greeting');
      },
      get count(): never {
        throw new Error('no counting');
      },
      add: async () => 1,
    };
    const { here, there, demo } = await connectBoth({ other });

    expect((await rejection(demo.greet('Ada'))).message).toBe('no greeting');
    expect((await rejection(demo.count(1)[Symbol.asyncIterator]().next())).message).toBe('no counting');
    expect(await demo.add(1, 1)).toBe(1);
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('a method may return what is no promise', async () => {
    const { here, demo } = await connectBoth({ other: { add: () => 5 as never } });

    expect(await demo.add(1, 2)).toBe(5);
    await here.close();
  });

  test('a thenable that answers twice answers once', async () => {
    const twice = {
      // biome-ignore lint/suspicious/noThenProperty: that is what is tested
      then: (resolve: (value: number) => void) => {
        resolve(1);
        resolve(2);
        throw new Error('and fails');
      },
    };
    const promise = Object.assign(Promise.resolve(3), twice);
    const returned = [twice, promise];
    const { here, there, demo } = await connectBoth({ other: { add: () => returned.shift() as never } });

    expect(await demo.add(0, 0)).toBe(1);
    expect(await demo.add(0, 0)).toBe(3);
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test.each([
    [
      'whose constructor throws',
      Object.defineProperty(Promise.resolve(1), 'constructor', {
        get: () => {
          throw new Error('no constructor');
        },
      }),
    ],
    [
      'whose then throws',
      {
        // biome-ignore lint/suspicious/noThenProperty: that is what is tested
        get then() {
          throw new Error('no then');
        },
      },
    ],
  ])('a promise %s fails its call', async (_, returned) => {
    const { here, demo } = await connectBoth({
      other: { add: () => returned as never, greet: async () => '' },
    });

    expect((await rejection(demo.add(0, 0))).message).toMatch(/^no /);
    expect(await demo.greet('')).toBe('');
    await here.close();
  });

  test('a result that the contract does not allow fails its call with its place', async () => {
    const { here, there, demo } = await connectBoth({ other: { add: async () => 'three' as never } });
    const error = await rejection(demo.add(1, 2));

    expect(error).toMatchObject({ code: 'invalid_value' });
    expect(error.message).toContain('result');
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('a getter of a result that throws fails its call with its error', async () => {
    const result = {
      get 0() {
        throw new Error('not now');
      },
      length: 1,
    };
    Object.setPrototypeOf(result, Array.prototype);
    const list = new Proxy([''], {
      get: (target, key) => (key === '0' ? result[0] : Reflect.get(target, key)),
    });
    const { here, demo } = await connectBoth({ other: { texts: async () => list } });

    expect((await rejection(demo.texts([]))).message).toBe('not now');
    await here.close();
  });
});

describe('a signal', () => {
  test('that was aborted before makes no call', async () => {
    const { here, there, pair, demo } = await connectBoth();
    pair.hold();
    const reason = new Error('never mind');

    expect(await rejection(demo.wait(AbortSignal.abort(reason)))).toBe(reason);
    await pair.idle();
    expect(pair.inFlight).toBe(0);
    expect([here.pending, there.pending]).toEqual([none, none]);
    pair.flow();
    await here.close();
  });

  test('that aborts before the call has left rejects it, and the callee is told', async () => {
    const reasons: unknown[] = [];
    const other: Partial<Demo> = {
      wait: (signal) => {
        signal?.addEventListener('abort', () => reasons.push(signal.reason));
        return untilAborted(signal);
      },
    };
    const { here, there, pair, demo } = await connectBoth({ other });
    const controller = new AbortController();
    const waiting = rejection(demo.wait(controller.signal));
    controller.abort('enough');

    expect(await waiting).toBe('enough');
    await pair.idle();
    expect(reasons).toHaveLength(1);
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('keeps the call open for the other side until its answer is there', async () => {
    let answer = () => {};
    const other: Partial<Demo> = { wait: () => new Promise((resolve) => (answer = resolve)) };
    const { here, there, pair, demo } = await connectBoth({ other });
    const controller = new AbortController();
    const waiting = rejection(demo.wait(controller.signal));
    await pair.idle();
    controller.abort();
    await waiting;
    await pair.idle();

    expect(here.pending.calls).toBe(1);
    answer();
    await pair.idle();
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('that aborts while the answer is under way rejects the call', async () => {
    const { here, there, pair, demo } = await connectBoth({ other: { wait: async () => {} } });
    const controller = new AbortController();
    pair.hold();
    const waiting = rejection(demo.wait(controller.signal));
    await pair.idle();
    pair.step();
    await pair.idle();
    expect(there.pending.served).toBe(0);
    controller.abort(new Error('late'));

    expect((await waiting).message).toBe('late');
    expect(here.pending.calls).toBe(1);
    pair.flow();
    await pair.idle();
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });

  test('that aborts after the answer changes nothing', async () => {
    const { here, there, pair, demo } = await connectBoth({ other: { wait: async () => {} } });
    const controller = new AbortController();
    await demo.wait(controller.signal);
    pair.hold();
    controller.abort();
    await pair.idle();

    expect(pair.inFlight).toBe(0);
    expect([here.pending, there.pending]).toEqual([none, none]);
    pair.flow();
    await here.close();
  });

  test('that code of an argument aborts rejects the call', async () => {
    const controller = new AbortController();
    const args = new Proxy(['a'], {
      get: (target, key) => {
        controller.abort(new Error('by an argument'));
        return Reflect.get(target, key);
      },
    });
    const texts = { ...createDemo(), texts: () => new Promise<never>(() => {}) };
    const { here, demo } = await connectBoth({ other: texts });
    const call = demo.texts as (value: readonly string[], signal: AbortSignal) => Promise<unknown>;

    expect((await rejection(call(args, controller.signal))).message).toBe('by an argument');
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
    await here.close();
  });

  test('has no listener left, however the call ended', async () => {
    const { here, demo } = await connectBoth({ other: { ...createDemo(), wait: async () => {} } });
    const { signal } = new AbortController();
    const count = () => getEventListeners(signal, 'abort').length;
    await demo.wait(signal);
    expect(count()).toBe(0);

    for await (const index of demo.count(100_000, signal)) if (index === 0) expect(count()).toBe(1);
    expect(count()).toBe(0);

    for await (const _ of demo.count(100_000, signal)) break;
    expect(count()).toBe(0);

    const bound = demo.count(100_000, signal)[Symbol.asyncIterator]();
    await bound.next();
    expect(count()).toBe(1);
    const last = demo.wait(signal);
    await Promise.allSettled([bound.next(), last, here.close()]);
    expect(count()).toBe(0);
  });
});

describe('limits of calls', () => {
  test('a call too many is overloaded and does not leave', async () => {
    const { here, demo } = await connectBoth({ here: { limits: { calls: 2 } } });
    const open = [demo.wait(), demo.wait()].map(rejection);

    expect(await rejection(demo.wait())).toMatchObject({ code: 'overloaded' });
    await here.close();
    for (const error of await Promise.all(open)) expect(error).toMatchObject({ code: 'connection_closed' });
  });

  test('the limit of the other side is kept too, as its hello says it', async () => {
    const { here, there, pair, demo } = await connectBoth({ there: { limits: { calls: 2 } } });
    const open = Array.from({ length: 4 }, () => rejection(demo.wait()));
    const errors = await Promise.all(open.slice(2));
    await pair.idle();

    for (const error of errors) expect(error).toMatchObject({ code: 'overloaded' });
    expect(there.pending.served).toBe(2);
    await here.close();
  });

  test('a value that is larger than the other side takes is refused here', async () => {
    const { here, demo, back } = await connectBoth({ there: { limits: { size: 100, cells: 20, depth: 3 } } });

    expect(await rejection(demo.greet('x'.repeat(101)))).toMatchObject({ code: 'value_too_large' });
    expect(await rejection(demo.texts(Array.from({ length: 30 }, () => '')))).toMatchObject({
      code: 'value_too_large',
    });
    // What comes back is bound by the same limits: here by the callee's.
    expect(await rejection(back.greet('x'.repeat(99)))).toMatchObject({ code: 'value_too_large' });
    expect(await demo.greet('Ada')).toBe('Hello, Ada');
    await here.close();
  });

  test.each(forms)('a %s peer that does not keep to the size gets its call refused', async (form) => {
    const { say, heard, quiet, connection } = await startGreeted({ form, limits: { size: 100, cells: 10 } });
    say([5, 1, 1, 1, 'greet', 'x'.repeat(101)]);
    say([15, 1, 2, 1, 'texts', 10, ...Array.from({ length: 10 }, () => 'x')]);
    say([5, 1, 3, 1, 'greet', 'Ada']);
    await quiet();

    expect(heard.map((cells) => cells.slice(0, 4))).toEqual([
      [3, 1, true, 'value_too_large'],
      [3, 2, true, 'value_too_large'],
      [2, 3, 'Hello, Ada'],
    ]);
    await connection.close();
  });
});
