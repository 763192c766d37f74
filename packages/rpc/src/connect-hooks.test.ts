import { MortiseError } from '@mortise/core';
import { expect, test } from 'vitest';
import { connectBoth, rejection } from '../fixtures/connections.ts';
import { DemoWire, untilAborted } from '../fixtures/demo.ts';

const own = (code: string) => (cause: MortiseError) => new MortiseError(code, cause.message, { cause });

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
