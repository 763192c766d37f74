import type { ContractWire } from '@mortise/core';
import { expect, test } from 'vitest';
import { none, rejection } from '../fixtures/connections.ts';
import { call, contractOf, nothing, number, record, text } from '../fixtures/types.ts';
import { connect, provide } from './index.ts';
import { createMemoryPair } from './memory.ts';

interface Order {
  readonly id: string;
  readonly count: number;
}
interface Shop {
  place(order: Order, more?: string): Promise<number>;
  fail(): Promise<void>;
}

/** What a call is made of, whatever it carries. */
type CallType = Parameters<typeof call>[1];

const order = record<Order>({ id: text, count: number });
const wireOf = (version: string, type: CallType, params = 1): ContractWire<Shop> => ({
  ...contractOf<Shop>('demo:shop@1', {
    place: call(params === 1 ? [type] : [type, text], number),
    fail: call([], nothing),
  }),
  version,
});
const first = wireOf('1.0.0', order);

/** A host, and a plugin in an engine that interprets. */
const connectEngine = async (shop: Partial<Shop>, wire = first) => {
  const pair = createMemoryPair();
  const sent: unknown[][] = [];
  const { send } = pair.a;
  const transport = Object.assign(pair.a, {
    isNested: true,
    send: (message: Parameters<typeof send>[0]) => {
      sent.push(message.cells);
      send.call(pair.a, message);
    },
  });
  const [host, engine] = await Promise.all([
    connect(transport),
    connect(pair.b, { isLean: true, exports: { shop: provide(first, shop as Shop) } }),
  ]);
  return { host, engine, sent, shop: host.get(wire, 'shop') };
};

test('arguments go to an engine as they are, and what they are not stays where it is', async () => {
  const seen: unknown[][] = [];
  const { host, engine, sent, shop } = await connectEngine({
    place: async (...args) => {
      seen.push(args);
      return args[0].count;
    },
  });
  const one = { id: 'a', count: 1, secret: 's' };
  expect(await shop.place(one)).toBe(1);
  expect(await shop.place({ id: 'b', count: Number.NaN })).toBeNaN();
  expect(seen).toEqual([[{ id: 'a', count: 1 }], [{ id: 'b', count: Number.NaN }]]);
  expect(sent.at(-2)?.at(-1)).toEqual([{ id: 'a', count: 1 }]);
  expect(sent.at(-1)?.at(-1)).toBe('NaN');
  expect([host.pending, engine.pending]).toEqual([none, none]);
  await host.close();
});

test('calls that travel together are answered too, each once', async () => {
  const { host, shop } = await connectEngine({ place: async ({ count }) => count });
  const counts = Array.from({ length: 10 }, (_, count) => count);
  expect(await Promise.all(counts.map((count) => shop.place({ id: 'a', count })))).toEqual(counts);
  await host.close();
});

test('an engine that was built for another minor gets what it knows', async () => {
  const more = record({ id: text, count: number, added: text });
  const seen: unknown[][] = [];
  const { host, shop } = await connectEngine(
    {
      place: async (...args) => {
        seen.push(args);
        return 0;
      },
    },
    wireOf('1.1.0', more, 2),
  );
  await shop.place({ id: 'a', count: 1, added: 'unknown to it' } as Order, 'more');
  expect(seen).toEqual([[{ id: 'a', count: 1 }]]);
  await host.close();
});

test('what a method throws, gives wrongly, or is not, is told as for all calls', async () => {
  const { host, engine, shop } = await connectEngine({
    place: async () => 'many' as never,
    get fail(): Shop['fail'] {
      throw new Error('no such door');
    },
  });
  expect(await rejection(shop.place({ id: 'a', count: 1 }))).toMatchObject({ code: 'invalid_value' });
  expect(await rejection(shop.fail())).toMatchObject({ message: expect.stringContaining('no such door') });
  const other = await connectEngine({});
  expect(await rejection(other.shop.place({ id: 'a', count: 1 }))).toMatchObject({ code: 'unsupported' });
  expect([host.pending, engine.pending]).toEqual([none, none]);
  await Promise.all([host.close(), other.host.close()]);
});

test('nothing is open behind the end', async () => {
  let answer: (count: number) => void = () => {};
  const { host, engine, shop } = await connectEngine({
    place: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  });
  const waiting = rejection(shop.place({ id: 'a', count: 1 }));
  await host.close();
  await waiting;
  await engine.closed;
  answer(1);
  await Promise.resolve();
  expect(engine.pending).toEqual(none);
});
