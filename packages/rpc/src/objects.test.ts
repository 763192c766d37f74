import { release } from '@mortise/core';
import { describe, expect, test } from 'vitest';
import {
  all,
  type Both,
  type BothOptions,
  connectBoth,
  forms,
  none,
  rejection,
} from '../fixtures/connections.ts';
import { type Counter, createDemo, createLives, type Demo, DemoWire } from '../fixtures/demo.ts';
import { hello, row, startGreeted, startRaw } from '../fixtures/raw-peer.ts';

/** Two sides, each of which counts the lives of its own counters. */
const connectLives = async (options: BothOptions = {}) => {
  const [mine, theirs] = [createLives(), createLives()];
  const other = createDemo(theirs);
  const both = await connectBoth({
    own: createDemo(mine),
    ...options,
    other: { ...other, ...options.other },
  });
  return { ...both, mine, theirs, kept: other.kept };
};

const expectNothing = async ({ pair, here, there }: Both): Promise<void> => {
  await pair.idle();
  expect([here.pending, there.pending]).toEqual([none, none]);
};

describe.each(forms)('in the form %s', (form) => {
  test('what is returned is owned: it ends when it is released, once', async () => {
    const both = await connectLives({ form });
    const counter = await both.demo.open(10);
    expect(await counter.add(1)).toBe(11);
    await Promise.all([release(counter), release(counter)]);
    await expectNothing(both);

    expect(both.theirs.ends).toEqual([1]);
    expect(await rejection(counter.add(1))).toMatchObject({ code: 'stub_released' });
    expect(await rejection(all(counter.watch()))).toMatchObject({ code: 'stub_released' });
    await both.here.close();
    expect(both.theirs.ends).toEqual([1]);
  });

  test('what is passed is lent: it ends with the call, and its owner keeps it', async () => {
    const borrowed: Counter[] = [];
    const use = async (counter: Counter, amount: number) => {
      borrowed.push(counter);
      return counter.add(amount);
    };
    const both = await connectLives({ form, other: { use } });
    const counter = both.mine.open(1);
    expect(await both.demo.use(counter, 2)).toBe(3);
    await expectNothing(both);

    expect(await rejection((borrowed[0] as Counter).add(1))).toMatchObject({ code: 'stub_released' });
    await release(borrowed[0] as Counter);
    expect(both.mine.ends).toEqual([0]);
    await both.here.close();
    expect(both.mine.ends).toEqual([0]);
  });

  test('what is lent to a stream is lent until the stream has ended', async () => {
    const both = await connectLives({ form });
    const counter = both.mine.open();
    expect(await all(both.demo.uses(counter, 3))).toEqual([1, 2, 3]);
    for await (const sum of both.demo.uses(counter, 1_000_000)) if (sum === 10) break;
    await expectNothing(both);

    expect(both.mine.ends).toEqual([0]);
    await both.here.close();
  });

  test('what is handed over belongs to the callee', async () => {
    const both = await connectLives({ form });
    await both.demo.keep(both.mine.open(5));
    const [kept] = both.kept as [Counter];
    expect(await kept.add(1)).toBe(6);
    expect(both.mine.ends).toEqual([0]);
    await release(kept);
    await expectNothing(both);

    expect(both.mine.ends).toEqual([1]);
    await both.here.close();
  });

  test('what goes home is itself again', async () => {
    const both = await connectLives({ form });
    const counter = both.mine.open();
    // Handed over, and returned: the very object, which is ours to end again.
    await both.demo.keep(counter);
    expect(await both.demo.back()).toBe(counter);
    await expectNothing(both);

    expect(both.mine.ends).toEqual([0]);
    // Opened there, and handed over: what is kept there is the very object.
    const far = await both.demo.open(7);
    await both.demo.keep(far);
    expect(await rejection(far.add(1))).toMatchObject({ code: 'stub_released' });
    expect(await both.kept[0]?.add(1)).toBe(8);
    await expectNothing(both);
    expect(both.theirs.ends).toEqual([0]);
    await both.here.close();
  });

  test('all that is owned ends with the connection, on both sides', async () => {
    const both = await connectLives({ form });
    await both.demo.open(1);
    await both.demo.keep(both.mine.open());
    void rejection(both.demo.use(both.mine.open(), 1));
    await both.here.close();
    await expectNothing(both);

    // The last one was only lent.
    expect([both.theirs.ends, both.mine.ends]).toEqual([[1], [1, 0]]);
  });
});

describe('a caller that has gone', () => {
  test('lends nothing more to a callee that never answers', async () => {
    const borrowed: Counter[] = [];
    const use = (counter: Counter) => {
      borrowed.push(counter);
      return new Promise<number>(() => {});
    };
    const both = await connectLives({ here: { deadline: 20 }, other: { use } });
    const [counter, calls] = [both.mine.open(), [] as number[]];
    const counted: Counter = { ...counter, add: async (by) => calls.push(by) };
    expect(await rejection(both.demo.use(counted, 1))).toMatchObject({ code: 'deadline_exceeded' });

    expect(await rejection((borrowed[0] as Counter).add(1))).toMatchObject({ code: 'stub_released' });
    expect(calls).toEqual([]);
    expect(both.here.pending).toMatchObject({ calls: 1, exported: 0, streams: 0 });
    await both.here.close();
  });

  test('lends nothing more to a stream that it has left and that never ends', async () => {
    const borrowed: Counter[] = [];
    async function* uses(counter: Counter) {
      borrowed.push(counter);
      yield 1;
      await new Promise(() => {});
    }
    const both = await connectLives({ other: { uses } });
    for await (const _ of both.demo.uses(both.mine.open(), 1)) break;
    await both.pair.idle();

    expect(await rejection((borrowed[0] as Counter).add(1))).toMatchObject({ code: 'stub_released' });
    expect(both.here.pending.exported).toBe(0);
    await both.here.close();
  });
});

describe('what is only lent', () => {
  test('cannot be given away by who borrowed it', async () => {
    const kept: Counter[] = [];
    const use = (counter: Counter) => {
      kept.push(counter);
      return new Promise<number>(() => {});
    };
    const both = await connectLives({ other: { use, open: async () => kept[0] as Counter } });
    void both.demo.use(both.mine.open(), 1).catch(() => {});
    await both.pair.idle();

    expect(await rejection(both.demo.open(0))).toMatchObject({
      code: 'invalid_value',
      message: expect.stringContaining('it was only lent'),
    });
    await both.here.close();
    expect(both.mine.ends).toEqual([0]);
  });

  test('is refused where a peer gives it away all the same', async () => {
    const { connection, demo, heard, say, quiet } = await startGreeted();
    const opened = rejection(demo.open(1));
    void demo.use(createLives().open(), 1).catch(() => {});
    await quiet();
    // It answers the first call with what the second one has lent to it.
    const [, use] = heard;
    say(row(2, 1, -Number(use?.at(-2))));

    expect(await opened).toMatchObject({ code: 'invalid_value' });
    await connection.close();
  });
});

test('an object that is returned twice ends with the last of its stubs', async () => {
  const lives = createLives();
  const one = lives.open(3);
  const both = await connectLives({ other: { open: async () => one } });
  const [first, second] = [await both.demo.open(0), await both.demo.open(0)];
  await release(first);
  await both.pair.idle();
  expect(lives.ends).toEqual([0]);
  expect(await second.add(1)).toBe(4);
  await release(second);
  await expectNothing(both);
  expect(lives.ends).toEqual([1]);
  await both.here.close();
});

describe('a stub', () => {
  test('of another connection is passed on as an object of its own', async () => {
    const first = await connectLives();
    const second = await connectLives();
    const counter = await first.demo.open(3);
    expect(await second.demo.use(counter, 1)).toBe(4);
    await second.demo.keep(counter);
    await release(second.kept[0] as Counter);
    await expectNothing(second);
    await expectNothing(first);

    expect(first.theirs.ends).toEqual([1]);
    await Promise.all([first.here.close(), second.here.close()]);
  });

  test('that was lent can be passed on while it is lent', async () => {
    const both = await connectLives();
    const { back } = both;
    const through: Partial<Demo> = { use: (counter, amount) => back.use(counter, amount) };
    const own = await connectLives({ other: through });
    const counter = both.mine.open(1);
    expect(await own.demo.use(counter, 2)).toBe(3);
    await expectNothing(own);
    await expectNothing(both);
    await Promise.all([own.here.close(), both.here.close()]);
  });

  test('of another interface is refused where it comes home', async () => {
    const both = await connectLives();
    const root = both.here.get(DemoWire, 'demo') as never;

    expect(await rejection(both.demo.keep(root))).toMatchObject({ code: 'invalid_value' });
    expect(await both.demo.add(1, 2)).toBe(3);
    await expectNothing(both);
    await both.here.close();
  });

  test('says why it can be called no more when the connection has ended', async () => {
    const both = await connectLives();
    const counter = await both.demo.open(1);
    await both.here.close();

    expect(await rejection(counter.add(1))).toMatchObject({ code: 'connection_closed' });
    expect(await rejection(all(counter.watch()))).toMatchObject({ code: 'connection_closed' });
    await release(counter);
    await expectNothing(both);
    expect(both.theirs.ends).toEqual([1]);
  });

  test('whose call cannot be written stays where it was', async () => {
    const both = await connectLives();
    const counter = await both.demo.open(1);
    const label = {
      get label() {
        return 5 as never;
      },
      counter,
    };

    expect(await rejection(both.demo.keepLabelled(label))).toMatchObject({ code: 'invalid_value' });
    expect(await counter.add(1)).toBe(2);
    expect(both.here.pending.imported).toBe(1);
    await release(counter);
    await expectNothing(both);
    expect(both.theirs.ends).toEqual([1]);
    await both.here.close();
  });
});

describe('an object that nobody gets', () => {
  test('because its call was given up before the answer is ended', async () => {
    const both = await connectLives();
    const { pair, demo } = both;
    const controller = new AbortController();
    const open = demo.open as (start: number, signal: AbortSignal) => Promise<Counter>;
    pair.hold();
    const opening = rejection(open(1, controller.signal));
    await pair.idle();
    pair.step();
    await pair.idle();
    controller.abort(new Error('enough'));
    expect((await opening).message).toBe('enough');
    pair.flow();
    await expectNothing(both);

    expect(both.theirs.ends).toEqual([1]);
    await both.here.close();
  });

  test('because its call was given up ends also where it comes home', async () => {
    const both = await connectLives();
    const { pair, demo } = both;
    await demo.keep(both.mine.open());
    const controller = new AbortController();
    pair.hold();
    const opening = rejection((demo.back as (signal: AbortSignal) => Promise<Counter>)(controller.signal));
    await pair.idle();
    pair.step();
    await pair.idle();
    controller.abort();
    await opening;
    pair.flow();
    await expectNothing(both);

    expect(both.mine.ends).toEqual([1]);
    await both.here.close();
  });

  test('because the connection has ended before the answer is ended', async () => {
    let answer = (_: Counter) => {};
    const both = await connectLives({ other: { open: () => new Promise((resolve) => (answer = resolve)) } });
    const opening = rejection(both.demo.open(1));
    await both.pair.idle();
    await both.there.close();
    await opening;
    answer(both.theirs.open());
    await expectNothing(both);

    expect(both.theirs.ends).toEqual([1]);
  });

  test('because the rest of its value cannot be written is ended', async () => {
    const both = await connectLives({
      other: { labelled: async (start) => ({ counter: both.theirs.open(start), label: 7 as never }) },
    });

    expect(await rejection(both.demo.labelled(1, ''))).toMatchObject({ code: 'invalid_value' });
    await expectNothing(both);
    expect(both.theirs.ends).toEqual([1]);
    await both.here.close();
  });

  test('because the rest of its value cannot be written ends also where it would go home', async () => {
    const kept: Counter[] = [];
    const both = await connectLives({
      other: {
        keep: async (counter) => void kept.push(counter),
        labelled: async () => ({ counter: kept[0] as Counter, label: 7 as never }),
      },
    });
    await both.demo.keep(both.mine.open());

    expect(await rejection(both.demo.labelled(1, ''))).toMatchObject({ code: 'invalid_value' });
    await expectNothing(both);
    expect(both.mine.ends).toEqual([1]);
    await both.here.close();
  });

  test('because the rest of its value cannot be read is ended', async () => {
    const { connection, demo, say, heard, quiet } = await startGreeted();
    const labelled = rejection(demo.labelled(1, ''));
    await quiet();
    say([5, 2, 1, 2, 9, 7]);

    expect(await labelled).toMatchObject({ code: 'invalid_value' });
    await quiet();
    expect(heard.at(-1)).toEqual([11, 9]);
    expect(connection.pending).toEqual(none);
    await connection.close();
  });

  test('of an argument whose rest cannot be read is released by the callee', async () => {
    const { connection, say, heard, quiet } = await startGreeted();
    say([7, 1, 1, 1, 'keepLabelled', 2, 9, 7]);
    await quiet();

    expect(heard.map((cells) => cells.slice(0, 4))).toEqual([
      [11, 9],
      [3, 1, true, 'invalid_value'],
    ]);
    expect(connection.pending).toEqual(none);
    await connection.close();
  });

  test('because the callee lacks the method is ended', async () => {
    const both = await connectLives({ other: { keep: undefined as never } });
    const far = await both.demo.open(1);

    expect(await rejection(both.demo.keep(both.mine.open()))).toMatchObject({ code: 'unsupported' });
    expect(await rejection(both.demo.keep(far))).toMatchObject({ code: 'unsupported' });
    await expectNothing(both);
    expect([both.mine.ends, both.theirs.ends]).toEqual([[1], [1]]);
    await both.here.close();
  });

  test('among the items of a stream that is left early is ended', async () => {
    const both = await connectLives();
    for await (const counter of both.demo.opens(10_000)) {
      await release(counter);
      break;
    }
    await expectNothing(both);

    expect(both.theirs.ends).toEqual(both.theirs.ends.map(() => 1));
    await both.here.close();
  });

  test('among buffered items of a stream that is left early is ended', async () => {
    const both = await connectLives();
    const counters = both.demo.opens(10)[Symbol.asyncIterator]();
    const first = await counters.next();
    await both.pair.idle();
    expect(both.here.pending.imported).toBe(10);
    await counters.return?.();
    await release(first.value as Counter);
    await expectNothing(both);

    expect(both.theirs.ends).toEqual(Array.from({ length: 10 }, () => 1));
    await both.here.close();
  });

  test('that a source was still making when its reader left is ended', async () => {
    const steps: ((counter: Counter) => void)[] = [];
    async function* opens(): AsyncGenerator<Counter> {
      for (;;) yield await new Promise<Counter>((resolve) => steps.push(resolve));
    }
    const both = await connectLives({ other: { opens } });
    const counters = both.demo.opens(1)[Symbol.asyncIterator]();
    void counters.next();
    await both.pair.idle();
    await counters.return?.();
    await both.pair.idle();
    steps[0]?.(both.theirs.open());
    await expectNothing(both);

    expect(both.theirs.ends).toEqual([1]);
    await both.here.close();
  });
});

test('an object outlives a stream that was left while items waited which have none', async () => {
  const both = await connectLives();
  const items = both.demo.count(10)[Symbol.asyncIterator]();
  await items.next();
  await both.pair.idle();
  const counter = await both.demo.open(1);
  await items.return?.();
  await both.pair.idle();

  expect(both.theirs.ends).toEqual([0]);
  expect(await counter.add(1)).toBe(2);
  await release(counter);
  await expectNothing(both);
  await both.here.close();
});

describe('lent streams of objects', () => {
  test('lend each until the call is over', async () => {
    const both = await connectLives();
    async function* counters() {
      for (let index = 0; index < 100; index += 1) yield both.mine.open(index);
    }
    expect(await both.demo.addAll(counters())).toBe(5_050);
    await expectNothing(both);

    expect(both.mine.ends).toEqual(both.mine.ends.map(() => 0));
    await both.here.close();
  });

  test("stay the caller's where the callee leaves while more are under way", async () => {
    let answer: () => void = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    const addAll = async (counters: AsyncIterable<Counter>) => {
      for await (const counter of counters) {
        await counter.add(1);
        break;
      }
      await answered;
      return 1;
    };
    const both = await connectLives({ other: { addAll } });
    // So many that they travel in several messages.
    async function* counters() {
      for (let index = 0; index < 10_000; index += 1) yield both.mine.open(index);
    }
    const adding = both.demo.addAll(counters());
    await both.pair.idle();
    answer();

    expect(await adding).toBe(1);
    await expectNothing(both);
    expect(both.mine.ends.every((ends) => ends === 0)).toBe(true);
    await both.here.close();
  });
});

describe('limits of objects', () => {
  test('one too many is overloaded, and all before it stay', async () => {
    const both = await connectLives({ there: { limits: { stubs: 3 } } });
    // The offered demo is one of them.
    const counters = [await both.demo.open(1), await both.demo.open(2)];

    expect(await rejection(both.demo.open(3))).toMatchObject({ code: 'overloaded' });
    expect(await counters[1]?.add(1)).toBe(3);
    await Promise.all(counters.map(release));
    expect(await (await both.demo.open(4)).add(1)).toBe(5);
    await both.here.close();
  });

  test('one that the other side gives beyond ours is released at once', async () => {
    const both = await connectLives({ here: { limits: { stubs: 1 } } });
    const first = await both.demo.open(1);

    expect(await rejection(both.demo.open(2))).toMatchObject({ code: 'overloaded' });
    await both.pair.idle();
    expect(both.theirs.ends).toEqual([0, 1]);
    await release(first);
    await expectNothing(both);
    await both.here.close();
  });
});

describe('an end that fails', () => {
  test.each([
    [
      'by a throw',
      () => {
        throw new Error('no end');
      },
    ],
    ['by a rejection', () => Promise.reject(new Error('no end'))],
    ['because there is none', undefined],
  ])('%s disturbs nobody', async (_, end) => {
    const counter = { ...createLives().open(), [Symbol.asyncDispose]: end } as unknown as Counter;
    const both = await connectLives({ other: { open: async () => counter } });
    await release(await both.demo.open(1));
    await both.demo.open(1);
    await expect(both.demo.add(1, 2)).resolves.toBe(3);
    await both.here.close();
    await expectNothing(both);
  });

  test('may close the connection', async () => {
    const counter: Counter = {
      ...createLives().open(),
      [Symbol.asyncDispose]: async () => both.there.close(),
    };
    const both = await connectLives({ other: { open: async () => counter } });
    const waiting = rejection(both.demo.wait());
    await release(await both.demo.open(1));

    expect(await waiting).toMatchObject({ code: 'connection_closed' });
    await expectNothing(both);
  });
});

describe('a hostile peer', () => {
  test('cannot name an object of another interface', async () => {
    const { connection, say, heard, quiet } = await startGreeted();
    say([5, 1, 1, 1, 'same', -1]);
    await quiet();

    expect(heard.map((cells) => cells.slice(0, 4))).toEqual([[3, 1, true, 'invalid_value']]);
    await connection.close();
  });

  test('that gives a number which it said that it offers is cut off', async () => {
    const raw = startRaw();
    raw.say(hello());
    const connection = await raw.connecting;
    raw.say([5, 1, 1, 1, 'same', 1]);

    expect(await connection.closed).toMatchObject({ code: 'protocol_violation' });
  });
});
