import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Receipt } from './contract/orders.contract.ts';
import { createBytes, createOrders } from './contract/orders.ts';
import type { RemoteFiles, RemoteShop } from './contract/remote.ts';
import { startDeno } from './floors/deno.ts';
import { findDeno } from './floors/find-deno.ts';
import { frame, readFrames } from './floors/frames.ts';
import { askingShop, startQuickjs } from './floors/quickjs.ts';
import { startThread, startThreadOfMovedBytes } from './floors/thread.ts';
import { startGrpc } from './peers/deno-grpc.ts';
import { startExtism } from './peers/quickjs-extism.ts';
import { startBirpc } from './peers/worker-birpc.ts';
import { startCapnweb } from './peers/worker-capnweb.ts';
import { startComlink } from './peers/worker-comlink.ts';
import { startPiscina } from './peers/worker-piscina.ts';
import { residentEach, residentOf } from './resident.ts';

const orders = createOrders(70);
const receipts = orders.map(({ id, total, paid }): Receipt => ({ id, total, paid }));

/** Answers as the orders say, by their ids. */
const isPaid = async (id: string) => receipts.find((receipt) => receipt.id === id)?.paid === true;

const shops: Record<string, () => RemoteShop | Promise<RemoteShop>> = {
  startThread,
  startDeno,
  startQuickjs,
  'startQuickjs(askingShop)': () => startQuickjs({ source: askingShop, isPaid }),
  startBirpc,
  startCapnweb,
  startComlink,
  startPiscina: () => startPiscina(1),
  'startPiscina(64)': () => startPiscina(64),
  startGrpc,
  startExtism,
};

test.each(Object.entries(shops))('%s answers calls in turn and in flight, then ends', async (_, start) => {
  const shop = await start();
  for (const [index, order] of orders.slice(0, 5).entries()) {
    expect(await shop.place(order)).toEqual(receipts[index]);
  }
  expect(await Promise.all(orders.map((order) => shop.place(order)))).toEqual(receipts);
  await shop.end();
  const { pid } = shop;
  if (pid !== undefined) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

const files: Record<string, () => RemoteFiles | Promise<RemoteFiles>> = {
  startThread,
  startDeno,
  startQuickjs,
};

test.each(Object.entries(files))('%s takes bytes, which stay the caller’s', async (_, start) => {
  const shop = await start();
  // Longer and shorter than what a pipe brings at a time.
  for (const size of [1_000_000, 10, 300_000]) {
    const file = createBytes(size);
    await shop.attach(file);
    expect(Buffer.compare(await shop.echo(file), file)).toBe(0);
    expect(file).toHaveLength(size);
  }
  expect(await shop.place(orders[0]!)).toEqual(receipts[0]);
  await shop.end();
});

test('startThreadOfMovedBytes() takes the bytes away until they are back', async () => {
  const thread = startThreadOfMovedBytes();
  const file = createBytes(1000);
  const back = thread.echo(file);
  expect(file).toHaveLength(0);
  expect(Buffer.compare(await back, createBytes(1000))).toBe(0);
  await thread.end();
});

test('findDeno() finds the binary itself', () => {
  expect(existsSync(findDeno())).toBe(true);
  expect(findDeno()).toMatch(/deno(\.exe)?$/);
});

test('readFrames() puts frames together however they come', () => {
  const bytes = Buffer.from(createBytes(30));
  const all = Buffer.concat([frame('one'), frame('two €', bytes.length), bytes, frame('')]);
  for (let size = 1; size <= all.length; size += 1) {
    const seen: unknown[] = [];
    const take = readFrames((text, bytes) => seen.push([text, Buffer.from(bytes)]));
    for (let at = 0; at < all.length; at += size) take(all.subarray(at, at + size));
    const none = Buffer.alloc(0);
    expect(seen).toEqual([
      ['one', none],
      ['two €', bytes],
      ['', none],
    ]);
  }
});

test('residentEach() counts what instances take here and in processes of their own, and ends them', async () => {
  let open = 0;
  const start = async () => {
    open += 1;
    const held = Buffer.alloc(1 << 24, 1);
    return {
      pid: process.pid,
      end: async () => {
        open -= held.length / (1 << 24);
      },
    };
  };
  expect(await residentEach(start, 3)).toBeGreaterThan(1 << 24);
  expect(open).toBe(0);
});

test('residentOf() is the resident set of a process', () => {
  expect(residentOf(process.pid)).toBeGreaterThan(1e6);
});
