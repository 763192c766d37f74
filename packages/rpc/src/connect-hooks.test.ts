import { MortiseError, release } from '@mortise/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectBoth, rejection } from '../fixtures/connections.ts';
import { DemoWire, untilAborted } from '../fixtures/demo.ts';
import { connect } from './connect.ts';
import { createMemoryPair } from './memory.ts';

const own = (code: string) => (cause: Error) => new MortiseError(code, cause.message, { cause });

test('what is late is rejected with what onFault makes of it', async () => {
  const onFault = own('plugin_late');
  const both = await connectBoth({
    other: { wait: () => untilAborted(), count: () => stuck() },
    here: { deadline: 5, idle: 5, onFault },
  });
  for (const late of [both.demo.wait(), both.demo.count(1)[Symbol.asyncIterator]().next()])
    expect(await rejection(late)).toMatchObject({
      code: 'plugin_late',
      cause: { code: 'deadline_exceeded' },
    });
  await both.here.close();
});

test('so is what does not fit, and what the other side lacks', async () => {
  const both = await connectBoth({
    other: { add: async () => 'three' as never, count: () => lies() },
    here: { onFault: own('plugin_fault') },
  });
  const faults = [
    both.demo.add(1, 2),
    both.demo.count(1)[Symbol.asyncIterator]().next(),
    both.demo.greet('Ada'),
  ];
  for (const fault of faults) expect(await rejection(fault)).toMatchObject({ code: 'plugin_fault' });
  await both.here.close();
});

test('so is a call that cannot be made: its argument or signal does not fit, or its object was released', async () => {
  const both = await connectBoth({
    here: { onFault: own('plugin_fault') },
  });
  const stub = await both.demo.open(0);
  await release(stub);
  const faults = [
    both.demo.add('one' as never, 2),
    both.demo
      .count('one' as never)
      [Symbol.asyncIterator]()
      .next(),
    stub.add(1),
    both.demo.wait({} as never),
    both.demo
      .count(1, 'now' as never)
      [Symbol.asyncIterator]()
      .next(),
  ];
  const causes = ['invalid_value', 'invalid_value', 'stub_released', 'invalid_value', 'invalid_value'];
  for (const [index, code] of causes.entries())
    expect(await rejection(faults[index] as Promise<unknown>)).toMatchObject({
      code: 'plugin_fault',
      cause: { code },
    });
  await both.here.close();
});

test('so is what the other side throws; it says where only if it is told to', async () => {
  const fail = async () => {
    throw new Error('boom');
  };
  const onFault = vi.fn((error: Error) => error);
  for (const tellsStacks of [false, true]) {
    const both = await connectBoth({ other: { fail }, here: { onFault }, there: { tellsStacks } });
    const error = await rejection(both.demo.fail());
    expect(onFault).toHaveBeenLastCalledWith(error);
    expect(error).toMatchObject({ name: 'RemoteError', message: 'boom' });
    const [first, second] = String(error.stack).split('\n');
    expect(first).toContain('boom');
    if (tellsStacks) expect(second).toMatch(/^ +at .*fail .*connect-hooks\.test\.ts:\d+/);
    else expect(error.stack).not.toContain('at fail');
    await both.here.close();
  }
});

test('onEnding is told before those who wait, who get what it returns', async () => {
  const told: string[] = [];
  const both = await connectBoth({
    other: { wait: () => untilAborted() },
    here: {
      onEnding: (reason) => {
        told.push(reason.code);
        return own('plugin_gone')(reason);
      },
    },
  });
  const waiting = rejection(both.demo.wait()).then((error) => {
    told.push(String(error.code));
    // A call that is made by who waited meets the same end.
    return rejection(both.demo.add(1, 2));
  });
  both.pair.crash(new MortiseError('crashed', 'It crashed'));

  expect(await waiting).toMatchObject({ code: 'plugin_gone', cause: { code: 'crashed' } });
  expect(await both.here.closed).toMatchObject({ code: 'plugin_gone' });
  expect(told).toEqual(['crashed', 'plugin_gone']);
});

describe('a hook that throws', () => {
  const slip = () => {
    throw new Error('a slip of the host');
  };
  let warn: ReturnType<typeof vi.spyOn>;
  beforeEach(() => {
    warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  });
  afterEach(() => warn.mockRestore());

  test('onEnding: all who wait are told of the end', async () => {
    const both = await connectBoth({
      other: { wait: () => untilAborted() },
      here: { onEnding: slip },
    });
    const waiting = rejection(both.demo.wait());
    both.pair.crash(new MortiseError('crashed', 'It crashed'));
    expect(await waiting).toMatchObject({ code: 'crashed' });
    expect(await both.here.closed).toMatchObject({ code: 'crashed' });
    expect(both.here.pending.calls).toBe(0);
    expect(warn).toHaveBeenCalledExactlyOnceWith("The connection's onEnding has thrown: a slip of the host");
  });

  test('onFault: what was late is rejected, and so is what is late behind it', async () => {
    const both = await connectBoth({
      other: { wait: () => untilAborted() },
      here: { deadline: 5, onFault: slip },
    });
    for (let time = 0; time < 2; time += 1)
      expect(await rejection(both.demo.wait())).toMatchObject({ code: 'deadline_exceeded' });
    expect(await rejection(both.demo.greet(5 as never))).toMatchObject({ code: 'invalid_value' });
    expect(warn).toHaveBeenCalledWith("The connection's onFault has thrown: a slip of the host");
    await both.here.close();
  });
});

test('a hook that returns nothing, as one without types may, changes nothing', async () => {
  const both = await connectBoth({ here: { onFault: () => undefined as never } });
  expect(await rejection(both.demo.greet(5 as never))).toMatchObject({ code: 'invalid_value' });
  await both.here.close();
});

test.each([
  [{}, 30_000],
  [{ ceilings: { deadline: 60_000 } }, 30_000],
  [{ ceilings: { deadline: 5 } }, 5],
  [{ deadline: Number.POSITIVE_INFINITY, ceilings: { deadline: 5 } }, 5],
  [{ deadline: 5, ceilings: { deadline: 60_000 } }, 5],
])('with %o, a call may take %i ms', async (here, most) => {
  vi.useFakeTimers();
  try {
    const both = await connectBoth({ other: { wait: () => untilAborted() }, here });
    const late = rejection(both.demo.wait());
    await vi.advanceTimersByTimeAsync(most - 2);
    expect(both.here.pending).toMatchObject({ calls: 1, late: 0 });
    await vi.advanceTimersByTimeAsync(4);
    expect(await late).toMatchObject({ code: 'deadline_exceeded' });
    await both.here.close();
  } finally {
    vi.useRealTimers();
  }
});

test('connect() keeps no timer where its transport cannot be opened', async () => {
  vi.useFakeTimers();
  try {
    const { a } = createMemoryPair();
    const open = () => {
      throw new Error('no such pipe');
    };
    expect(
      await rejection(connect({ ...a, unsent: 0, send: () => {}, close: () => {}, open })),
    ).toMatchObject({
      message: 'no such pipe',
    });
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  ['options', { deadline: Number.NaN }],
  ['a hook', { onFault: 'log' as never }],
  ['exports', { exports: { demo: { wire: null, object: {} } as never } }],
])('connect() closes its transport where it refuses %s', async (_, options) => {
  const { a, b } = createMemoryPair();
  const close = vi.spyOn(a, 'close');
  await rejection(connect(a, options));
  expect(close).toHaveBeenCalled();
  expect(await rejection(connect(b))).toMatchObject({ code: 'connection_closed' });
});

test('a caller makes the calls of a stub', async () => {
  const both = await connectBoth();
  const caller = both.here.caller(DemoWire, 'demo');
  expect(await DemoWire.stub(caller).add(1, 2)).toBe(3);
  expect(() => both.here.caller(DemoWire, 'other')).toThrow(
    expect.objectContaining({ code: 'missing_export' }),
  );
  await both.here.close();
});

async function* stuck(): AsyncGenerator<number> {
  yield await new Promise<number>(() => {});
}

async function* lies(): AsyncGenerator<number> {
  yield 'one' as never;
}
