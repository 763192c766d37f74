import { deepStrictEqual } from 'node:assert';
import { connect, provide } from '@mortise/rpc';
import { createMemoryPair } from '@mortise/rpc/memory';
import { readJson } from '../../workspace.ts';
import type { Bench, Contest } from '../bench.ts';
import { compileOrders } from '../contract/compile-orders.ts';
import type { Order, Orders, Receipt } from '../contract/orders.contract.ts';
import { createOrders } from '../contract/orders.ts';
import { connectByHand } from '../floors/rpc-memory.ts';
import { connectBirpc } from '../peers/rpc-memory-birpc.ts';
import { connectCapnweb } from '../peers/rpc-memory-capnweb.ts';
import { connectComlink } from '../peers/rpc-memory-comlink.ts';
import { timeAsync } from '../time.ts';

/** What is called at the other end. */
type Shop = Pick<Orders, 'place'>;

const orders = createOrders(64);

export const rpcMemory: Bench = {
  what: 'an awaited call over the in-memory transport, one at a time, checked',
  unit: 'ns',
  goal: { of: 'ratio', atMost: 1.15 },
  prepare: () =>
    contest(async ({ place }) => {
      const receipts: Receipt[] = [];
      for (const order of orders) receipts.push(await place(order));
      return receipts;
    }),
};

export const rpcMemory64: Bench = {
  what: 'the same with 64 calls in flight',
  unit: 'ns',
  goal: { of: 'ratio', atMost: 0.65 },
  prepare: () => contest(({ place }) => Promise.all(orders.map((order) => place(order)))),
};

async function contest(callAll: (shop: Shop) => Promise<Receipt[]>): Promise<Contest> {
  const shop: Shop = { place: async ({ id, total, paid }: Order) => ({ id, total, paid }) };
  const expected = await callAll(shop);
  const sampleOf = async (shop: Shop) => {
    deepStrictEqual(await callAll(shop), expected);
    return () =>
      timeAsync(4 * orders.length, async () => {
        for (let count = 0; count < 4; count += 1) await callAll(shop);
      });
  };
  const versions = readJson<{ devDependencies: Record<string, string> }>(
    'tools/package.json',
  ).devDependencies;
  const peers: Record<string, (shop: Shop) => Shop> = {
    birpc: connectBirpc,
    capnweb: connectCapnweb,
    comlink: connectComlink,
  };
  const samples = Object.entries(peers).map(async ([name, connect]) => ({
    name,
    version: versions[name] as string,
    sample: await sampleOf(stubOf(connect(shop))),
  }));
  return {
    subject: await sampleOf(stubOf(await connectMortise(shop))),
    floor: {
      name: 'numbered calls by hand, unchecked',
      sample: await sampleOf(stubOf(connectByHand(shop))),
    },
    peers: await Promise.all(samples),
    rounds: 500,
    note: 'all sides cross by structuredClone and one microtask; peers and floor check nothing',
  };
}

async function connectMortise(shop: Shop): Promise<Shop> {
  const { a, b } = createMemoryPair();
  const wire = await compileOrders();
  const [here] = await Promise.all([
    connect(a),
    connect(b, { exports: { shop: provide(wire, shop as Orders) } }),
  ]);
  return here.get(wire, 'shop');
}

/** An object that can be taken apart, whatever the calls go through. */
const stubOf = (shop: Shop): Shop => ({ place: (order) => shop.place(order) });
