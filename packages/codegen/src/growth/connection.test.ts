import { afterEach, describe, expect, test } from 'vitest';
import { type Form, type Meeting, meet } from '../../fixtures/growth/meet.ts';
import {
  contract,
  fields,
  interfaceOf,
  literal,
  method,
  nothing,
  number,
  object,
  oneOf,
  ref,
  stub,
  text,
  variant,
  variantCase,
} from '../../fixtures/growth/models.ts';
import type { ContractModel } from '../contract/model.ts';
import { compareContracts } from './compare-contracts.ts';

const news = (type: 'News') => ({ result: { kind: 'stream' as const, type: ref(type) } });
const cash = variantCase(object({ by: literal('cash') }), 'cash');
const card = variantCase(object({ by: literal('card'), number: text }), 'card');

const older = contract(
  [
    method('buy', { order: ref('Order') }, ref('Bill')),
    method('news', { from: number }, nothing, news('News')),
    method('open', {}, stub('Till')),
    method('watch', { watcher: stub('Watcher') }, number),
  ],
  {
    Order: object({ id: text, kind: oneOf('red', 'blue'), pay: variant('by', cash) }),
    Bill: object({ id: text, total: number }),
    News: object({ text }),
  },
  {
    Till: interfaceOf([method('add', { amount: number }, number)]),
    Watcher: interfaceOf([method('sold', { bill: ref('Bill') })]),
  },
);

/** One minor step later. */
const newer: ContractModel = {
  ...contract(
    [
      method('sell', { id: text }, text),
      method('buy', { order: ref('Order'), 'urgent?': { kind: 'boolean' } }, ref('Bill'), { deadline: '1m' }),
      method('news', { from: number, 'to?': number }, nothing, { ...news('News'), cancellable: true }),
      method('open', { 'name?': text }, stub('Till')),
      method('watch', { watcher: stub('Watcher') }, number),
    ],
    {
      Order: object({
        ...{ id: text, kind: oneOf('red', 'blue', 'green'), pay: variant('by', cash, card) },
        'note?': text,
      }),
      Bill: object({ id: text, total: number, 'tax?': number }),
      News: { kind: 'object', fields: fields({ text, 'at?': { kind: 'date' } }) },
    },
    {
      Till: interfaceOf([
        method('add', { amount: number, 'why?': text }, number),
        method('count', {}, number),
      ]),
      Watcher: interfaceOf([method('sold', { bill: ref('Bill') }), method('ended')]),
    },
  ),
  version: '1.1.0',
};

type Any = Record<string, (...args: unknown[]) => Promise<unknown>>;
type Stream = (...args: unknown[]) => AsyncIterable<unknown>;

/** A provider as somebody wrote it for the older contract; it shows what it was called with. */
const olderShop = () => ({
  calls: [] as unknown[],
  async buy(...args: unknown[]): Promise<object> {
    this.calls.push(args);
    return { id: 'b1', total: 3 };
  },
  async *news(...args: unknown[]): AsyncGenerator<object> {
    this.calls.push(args.filter((one) => !(one instanceof AbortSignal)));
    yield { text: 'one' };
    yield { text: 'two' };
  },
  async open(): Promise<object> {
    let sum = 0;
    return { add: async (amount: number) => (sum += amount) };
  },
  async watch(watcher: Any): Promise<number> {
    await watcher.sold?.({ id: 'b1', total: 3 });
    return 1;
  },
});

/** One that was written for the newer contract, and uses all that is new. */
const newerShop = () => ({
  ...olderShop(),
  async sell(id: string): Promise<string> {
    return `sold ${id}`;
  },
  async buy(...args: unknown[]): Promise<object> {
    this.calls.push(args);
    return { id: 'b1', total: 3, tax: 0.5 };
  },
  async *news(...args: unknown[]): AsyncGenerator<object> {
    this.calls.push(args.filter((one) => !(one instanceof AbortSignal)));
    yield { text: 'one', at: new Date(1) };
    yield { text: 'two', at: new Date(2) };
  },
  async open(): Promise<object> {
    let sum = 0;
    return { add: async (amount: number) => (sum += amount), count: async () => 1 };
  },
  async watch(watcher: Any): Promise<number> {
    await watcher.sold?.({ id: 'b1', total: 3, tax: 0.5 });
    // How a plugin tells what older hosts do not listen to.
    await watcher.ended?.().catch((error: { code: string }) => {
      if (error.code !== 'unsupported') throw error;
    });
    return 1;
  },
});

const meetings: Meeting[] = [];

afterEach(async () => {
  for (const meeting of meetings.splice(0)) expect(await meeting.end()).toEqual([]);
});

/** The shop as a host sees it that was made with one contract, while the plugin was made with another. */
const open = async (form: Form, host: ContractModel, plugin: ContractModel, shop: object): Promise<Any> => {
  const meeting = await meet(form, { host, plugin, provider: shop });
  meetings.push(meeting);
  return meeting.stub as Any;
};

const all = async (stream: AsyncIterable<unknown>): Promise<unknown[]> => {
  const items: unknown[] = [];
  for await (const item of stream) items.push(item);
  return items;
};

const order = { id: 'o1', kind: 'red', pay: { by: 'cash' } };

test('the newer contract is a minor step from the older one', () => {
  expect(compareContracts(older, newer).demands).toBe('minor');
});

describe.each<Form>(['clone', 'framed'])('over messages of the form %s', (form) => {
  test('an older host works with a newer plugin', async () => {
    const shop = newerShop();
    const seen = await open(form, older, newer, shop);
    expect(await seen.buy?.(order)).toEqual({ id: 'b1', total: 3 });
    expect(await all((seen.news as unknown as Stream)(1))).toEqual([{ text: 'one' }, { text: 'two' }]);
    expect(shop.calls).toEqual([
      [order, undefined],
      [1, undefined],
    ]);
    const till = (await seen.open?.()) as Any & AsyncDisposable;
    expect(await till.add?.(2)).toBe(2);
    await till[Symbol.asyncDispose]();
    const bills: unknown[] = [];
    expect(await seen.watch?.({ sold: async (bill: unknown) => void bills.push(bill) })).toBe(1);
    expect(bills).toEqual([{ id: 'b1', total: 3 }]);
  });

  test('a newer host works with an older plugin, and hears what that one does not know', async () => {
    const shop = olderShop();
    const seen = await open(form, newer, older, shop);
    expect(await seen.buy?.({ ...order, note: 'soon' }, true)).toEqual({ id: 'b1', total: 3 });
    expect(await all((seen.news as unknown as Stream)(1, 2, new AbortController().signal))).toEqual([
      { text: 'one' },
      { text: 'two' },
    ]);
    expect(shop.calls).toEqual([[order], [1]]);
    const till = (await seen.open?.('mine')) as Any & AsyncDisposable;
    expect(await till.add?.(2, 'why')).toBe(2);
    await expect(till.count?.()).rejects.toMatchObject({ code: 'unsupported' });
    await till[Symbol.asyncDispose]();
    const ended = async () => {};
    expect(await seen.watch?.({ sold: async () => {}, ended })).toBe(1);
    await expect(seen.sell?.('o1')).rejects.toMatchObject({ code: 'unsupported' });
    for (const unknown of [{ kind: 'green' }, { pay: { by: 'card', number: '1' } }])
      await expect(seen.buy?.({ ...order, ...unknown })).rejects.toMatchObject({ code: 'invalid_value' });
    // None of these has hurt the connection.
    expect(await seen.buy?.(order)).toEqual({ id: 'b1', total: 3 });
  });
});
