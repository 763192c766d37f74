import { getEventListeners } from 'node:events';
import { MortiseError } from '@mortise/core';
import { describe, expect, test, vi } from 'vitest';
import { all, connectBoth, forms, none, rejection } from '../fixtures/connections.ts';
import { createDemo, createLives, type Demo, DemoWire } from '../fixtures/demo.ts';
import { hello, row, startGreeted, startRaw } from '../fixtures/raw-peer.ts';
import { connect, defaultLimits, provide, type Receiver, type Transport } from './index.ts';
import { createMemoryPair } from './memory.ts';

/** Everything that can be open, begun on both sides; what it ends with, as it ends. */
const openEverything = async (options: Parameters<typeof connectBoth>[0] = {}) => {
  const lives = createLives();
  const both = await connectBoth({ ...options, other: createDemo(lives) });
  const { demo, back, pair } = both;
  const mine = createLives();
  const endless = {
    [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }),
  };
  const counters = [await demo.open(1), await demo.open(2)];
  await demo.keep(mine.open());
  const [first, second] = [demo.count(1e9), back.count(1e9)].map((items) => items[Symbol.asyncIterator]());
  await Promise.all([first?.next(), second?.next()]);
  await pair.idle();
  const open = [
    demo.wait(),
    back.wait(),
    demo.sum(endless),
    demo.double(endless)[Symbol.asyncIterator]().next(),
    all(demo.uses(mine.open(), 1e9)),
    demo.greet('not sent'),
  ].map(rejection);
  return { ...both, open, counters, lives, mine, streams: [first, second] };
};

const code = (error: unknown): unknown => (error as { code?: unknown }).code;

describe.each(forms)('the end of a connection, in the form %s', (form) => {
  test.each(['here', 'there'] as const)('by close() of %s ends all that was open', async (side) => {
    const both = await openEverything({ form });
    await both[side].close();
    await both[side].close();
    const errors = await Promise.all(both.open);
    await both.pair.idle();

    // The last call may have been answered before.
    expect(errors.slice(0, 5).map(code)).toEqual(Array.from({ length: 5 }, () => 'connection_closed'));
    expect([both.here.pending, both.there.pending]).toEqual([none, none]);
    expect([both.lives.ends, both.mine.ends]).toEqual([
      [1, 1],
      [1, 0],
    ]);
    expect(code(await both.here.closed)).toBe('connection_closed');
    expect(code(await both.there.closed)).toBe('connection_closed');
    expect(code(await rejection(both.demo.add(1, 2)))).toBe('connection_closed');
  });

  test('by a crash of the transport ends all with its reason', async () => {
    const both = await openEverything({ form });
    const reason = new MortiseError('crashed', 'The thread has crashed');
    both.pair.crash(reason);

    for (const error of await Promise.all(both.open)) expect(error).toBe(reason);
    await both.pair.idle();
    expect([both.here.pending, both.there.pending]).toEqual([none, none]);
    expect([both.lives.ends, both.mine.ends]).toEqual([
      [1, 1],
      [1, 0],
    ]);
    expect(await both.here.closed).toBe(reason);
  });
});

describe('close()', () => {
  test('says what was called before it', async () => {
    const greeted: string[] = [];
    const { here, there, demo } = await connectBoth({
      other: {
        greet: async (name) => {
          greeted.push(name);
          return name;
        },
      },
    });
    void rejection(demo.greet('Ada'));
    await here.close();
    await there.closed;

    expect(greeted).toEqual(['Ada']);
  });

  test('by code that a row has started skips the rest of the message', async () => {
    const greeted: string[] = [];
    const both = await connectBoth({
      other: {
        greet: async (name) => {
          greeted.push(name);
          if (name === 'close') void both.there.close();
          return name;
        },
      },
    });
    const calls = ['one', 'close', 'two'].map((name) => rejection(both.demo.greet(name)));

    expect((await Promise.all(calls)).map(code)).toEqual(calls.map(() => 'connection_closed'));
    expect(greeted).toEqual(['one', 'close']);
    expect([both.here.pending, both.there.pending]).toEqual([none, none]);
  });

  test.each(forms)('by code of an argument ends that call too, and says no half row (%s)', async (form) => {
    const heard: string[] = [];
    const both = await connectBoth({
      form,
      other: {
        greet: async (name) => {
          heard.push(name);
          return name;
        },
      },
    });
    const closing = (): readonly string[] =>
      new Proxy(['a', 'b'], {
        get: (target, key) => {
          if (key === '1') void both.here.close();
          return Reflect.get(target, key);
        },
      });
    const calls = [both.demo.greet('before'), both.demo.texts(closing()), both.demo.greet('after')].map(
      rejection,
    );

    expect((await Promise.all(calls)).map(code)).toEqual(calls.map(() => 'connection_closed'));
    expect(await both.there.closed).toMatchObject({
      message: 'The connection has ended: the other side closed it',
    });
    expect(heard).toEqual(['before']);
    expect([both.here.pending, both.there.pending]).toEqual([none, none]);
  });

  test('by code of an argument of a stream fails the stream', async () => {
    const both = await connectBoth();
    const numbers = {
      get [Symbol.asyncIterator]() {
        void both.here.close();
        return createDemo().count(1)[Symbol.asyncIterator];
      },
    };

    expect(await rejection(all(both.demo.double(numbers)))).toMatchObject({ code: 'connection_closed' });
    await both.pair.idle();
    expect([both.here.pending, both.there.pending]).toEqual([none, none]);
  });

  test('is what the end of a block does', async () => {
    const both = await connectBoth();
    {
      await using _ = both.here;
    }
    expect(code(await both.there.closed)).toBe('connection_closed');
  });

  test("aborts the signals of calls that run, with the connection's end", async () => {
    const reasons: unknown[] = [];
    const wait = (signal?: AbortSignal) =>
      new Promise<void>((_, reject) => {
        signal?.addEventListener('abort', () => {
          reasons.push(signal.reason);
          reject(signal.reason);
        });
      });
    const both = await connectBoth({ other: { wait } });
    void rejection(both.demo.wait());
    await both.pair.idle();
    await both.here.close();

    expect(reasons).toEqual([await both.there.closed]);
  });
});

describe('what waits unsent', () => {
  /** A transport whose other side does not read. */
  const stuck = (): Transport & { unsent: number; receiver: Receiver | undefined; closes: number } => ({
    unsent: 0,
    receiver: undefined,
    closes: 0,
    open(receiver) {
      this.receiver = receiver;
      const text = JSON.stringify({
        exports: { demo: { id: 1, contract: DemoWire.id, version: '1.0.0' } },
        limits: defaultLimits,
      });
      queueMicrotask(() => receiver.message({ cells: row(0, 1, text), attachments: [] }));
    },
    send({ attachments }) {
      for (const { length } of attachments) this.unsent += length;
    },
    close() {
      this.closes += 1;
    },
  });

  test('refuses calls from half of the limit on', async () => {
    const transport = stuck();
    const connection = await connect(transport, { limits: { unsent: 1_000 } });
    const demo = connection.get(DemoWire, 'demo');
    void rejection(demo.bytes(new Uint8Array(600)));
    await Promise.resolve().then(() => new Promise(setImmediate));

    expect(await rejection(demo.add(1, 2))).toMatchObject({ code: 'overloaded' });
    transport.unsent = 0;
    void rejection(demo.add(1, 2));
    await connection.close();
    expect(transport.closes).toBe(1);
  });

  test('ends the connection beyond the limit, and the call that was just written with it', async () => {
    const transport = stuck();
    const connection = await connect(transport, { limits: { unsent: 100_000 }, deadline: 10_000 });
    const demo = connection.get(DemoWire, 'demo');
    // Large enough to leave at once, from inside the call.
    const calls = [demo.bytes(new Uint8Array(200_000)), demo.add(1, 2)].map(rejection);

    expect((await Promise.all(calls)).map(code)).toEqual(['overloaded', 'overloaded']);
    expect(code(await connection.closed)).toBe('overloaded');
    expect(connection.pending).toEqual(none);
    expect(transport.closes).toBe(1);
  });
});

describe('connect()', () => {
  test('rejects where the other side is silent for too long', async () => {
    const { a, b } = createMemoryPair();

    expect(await rejection(connect(a, { handshake: 20 }))).toMatchObject({ code: 'handshake_failed' });
    // Its hello has arrived before its end.
    expect(await (await connect(b)).closed).toMatchObject({ code: 'connection_closed' });
  });

  test('waits as long as it is told, also for ever', async () => {
    const { a, b } = createMemoryPair();
    const waiting = connect(a, { handshake: Number.POSITIVE_INFINITY });
    // A timer that cannot hold the time would have fired by then.
    await new Promise((resolve) => setTimeout(resolve, 5));
    const [here] = await Promise.all([waiting, connect(b)]);
    await here.close();
  });

  test.each<readonly [string, Parameters<typeof hello>]>([
    ['another version', [2]],
    ['a version that is no number', ['1']],
    ['a text that is no JSON', [1, '{']],
    ['a text that is a list', [1, '[]']],
    ['no text', [1, 5]],
    ['no limits', [1, '{"exports":{}}']],
    ['limits that are none', [1, '{"exports":{},"limits":{"size":0,"cells":1.5,"depth":-1}}']],
    ['an offer without a number', [1, '{"exports":{"a":{}},"limits":{"size":1,"cells":1,"depth":1}}']],
  ])('rejects where the other side says %s', async (_, said) => {
    const raw = startRaw();
    raw.say(hello(...said));

    expect(await rejection(raw.connecting)).toMatchObject({ code: 'handshake_failed' });
    await raw.quiet();
    expect(raw.heard[0]?.slice(0, 2)).toEqual([12, 'handshake_failed']);
  });

  test('rejects where two offers have one number', async () => {
    const offer = { id: 1, contract: 'a:b@1', version: '1.0.0' };
    const raw = startRaw();
    const limits = { size: 1, cells: 1, depth: 1 };
    raw.say(hello(1, JSON.stringify({ exports: { one: offer, two: offer }, limits })));

    expect(await rejection(raw.connecting)).toMatchObject({ code: 'handshake_failed' });
  });

  test('rejects with what the other side says instead of hello', async () => {
    const raw = startRaw();
    raw.say(row(12, 'handshake_failed', 'Cannot connect: no'));
    const error = await rejection(raw.connecting);

    expect(error).toMatchObject({ code: 'connection_closed' });
    expect(error.message).toContain('Cannot connect: no');
  });

  test('rejects where the transport ends before', async () => {
    const pair = createMemoryPair();
    const connecting = rejection(connect(pair.a));
    const reason = new MortiseError('gone', 'It is gone');
    pair.crash(reason);

    expect(await connecting).toBe(reason);
  });

  test('ends by its signal, whose listener goes with it', async () => {
    const controller = new AbortController();
    const { here, there } = await connectBoth({ here: { signal: controller.signal } });
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1);
    controller.abort(new Error('over'));

    expect(await here.closed).toMatchObject({ code: 'connection_closed', cause: controller.signal.reason });
    expect(code(await there.closed)).toBe('connection_closed');
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  test('rejects where its signal was aborted before', async () => {
    const { a } = createMemoryPair();

    expect(await rejection(connect(a, { signal: AbortSignal.abort() }))).toMatchObject({
      code: 'connection_closed',
    });
  });

  test('get() finds what the other side offers, by name and contract', async () => {
    const { here } = await connectBoth();

    expect(here.offers).toEqual({ demo: { id: 1, contract: 'demo:demo@1', version: '1.0.0' } });
    expect(() => here.get(DemoWire, 'other')).toThrow("Cannot find 'other' of demo:demo@1");
    expect(() => here.get(DemoWire, 'toString')).toThrow("Cannot find 'toString'");
    expect(() => here.get({ ...DemoWire, id: 'demo:demo@2' }, 'demo')).toThrow(
      "Cannot find 'demo' of demo:demo@2 on the other side: it offers [demo: demo:demo@1]",
    );
    await here.close();
  });
});

describe('timers', () => {
  const running = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

  test('keep the process running only while somebody waits', async () => {
    const before = running();
    const both = await connectBoth({ here: { deadline: 60_000, idle: 60_000 } });
    await both.demo.add(1, 2);
    await all(both.demo.count(10));
    expect(running()).toBe(before);
    const waiting = rejection(both.demo.wait());
    expect(running()).toBe(before + 1);
    await both.here.close();
    await waiting;

    expect(running()).toBe(before);
  });

  test('of what has no deadline do not exist', async () => {
    const before = running();
    const { here, demo } = await connectBoth({
      here: { deadline: Number.POSITIVE_INFINITY, idle: Number.POSITIVE_INFINITY },
    });
    const endless = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }),
    };
    const open = [demo.wait(), demo.double(endless)[Symbol.asyncIterator]().next()].map(rejection);
    expect([running(), here.pending.calls, here.pending.streams]).toEqual([before, 1, 2]);
    await here.close();
    await Promise.all(open);
  });

  test('of a handshake that failed are gone', async () => {
    const before = running();
    const raw = startRaw();
    expect(running()).toBe(before + 1);
    raw.say(hello(2));
    await rejection(raw.connecting);

    expect(running()).toBe(before);
  });
});

describe('deadlines', () => {
  test.each<readonly [string, number, (demo: Demo) => Promise<unknown>]>([
    ['a call', 30_000, (demo) => demo.wait()],
    [
      'an item of a stream',
      300_000,
      (demo) =>
        demo
          .double({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) })
          [Symbol.asyncIterator]()
          .next(),
    ],
  ])('are there for %s, also where nobody set one', async (_, milliseconds, begin) => {
    vi.useFakeTimers();
    try {
      const { here, demo } = await connectBoth();
      let error: (Error & Record<string, unknown>) | undefined;
      void rejection(begin(demo)).then((reason) => {
        error = reason;
      });
      await vi.advanceTimersByTimeAsync(milliseconds - 2);
      expect(error).toBeUndefined();
      await vi.advanceTimersByTimeAsync(2);

      expect(error).toMatchObject({ code: 'deadline_exceeded' });
      expect(error?.message).toContain(`${milliseconds} ms`);
      await here.close();
    } finally {
      vi.useRealTimers();
    }
  });

  test('end a call at the shorter of its own and that of all', async () => {
    for (const deadline of [undefined, 20, 10_000]) {
      const { here, demo } = await connectBoth({ here: { deadline } });
      const error = await rejection(demo.timed());

      expect(error).toMatchObject({ code: 'deadline_exceeded' });
      expect(error.message).toContain(`${deadline === 20 ? 20 : 50} ms`);
      await here.close();
    }
  });

  test('tell the callee, whose late answer is nobody’s', async () => {
    const ends: unknown[] = [];
    const other: Partial<Demo> = {
      timed: (signal) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => {
            ends.push(signal.reason);
            resolve();
          });
        }),
    };
    const { here, there, pair, demo } = await connectBoth({ other });
    await rejection(demo.timed());
    await pair.idle();

    expect(ends).toHaveLength(1);
    expect([here.pending, there.pending]).toEqual([none, none]);
    await here.close();
  });
});

describe('two connections', () => {
  test('have nothing in common: a peer that breaks the protocol ends its own', async () => {
    const good = await connectBoth();
    const waiting = rejection(good.demo.wait());
    const bad = await startGreeted();
    bad.say(row(2, 77, 1));

    expect(code(await bad.connection.closed)).toBe('protocol_violation');
    expect(await good.demo.add(1, 2)).toBe(3);
    expect(good.here.pending.calls).toBe(1);
    await good.here.close();
    expect(code(await waiting)).toBe('connection_closed');
  });

  test('provide() takes one object for several of them', async () => {
    const demo = provide(DemoWire, createDemo());
    const pairs = [createMemoryPair(), createMemoryPair()];
    const ends = await Promise.all(
      pairs.flatMap(({ a, b }) => [connect(a, { exports: { demo } }), connect(b)]),
    );
    const sums = [ends[1], ends[3]].map((end) => end?.get(DemoWire, 'demo').add(1, 2));

    expect(await Promise.all(sums)).toEqual([3, 3]);
    await Promise.all(ends.map((end) => end.close()));
  });
});
