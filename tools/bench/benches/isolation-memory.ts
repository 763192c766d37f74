import type { Bench, Contest } from '../bench.ts';
import type { Order } from '../contract/orders.contract.ts';
import { createOrders } from '../contract/orders.ts';
import type { RemoteShop } from '../contract/remote.ts';
import { startDeno } from '../floors/deno.ts';
import { startQuickjs } from '../floors/quickjs.ts';
import { startThread } from '../floors/thread.ts';
import { childrenOf } from '../isolation/children.ts';
import { buildShop, type Isolation, openLoader, startShop } from '../isolation/start-plugin.ts';
import { residentEach } from '../resident.ts';

type Start = () => RemoteShop | Promise<RemoteShop>;

const [order] = createOrders(1) as [Order];

const memory = (isolation: Isolation, floor: { readonly name: string; readonly start: Start }): Bench => ({
  what: `resident memory of an idle plugin behind ${isolation}, of 20`,
  unit: 'bytes',
  prepare: async (): Promise<Contest> => {
    const plugin = await buildShop();
    const loader = await openLoader(plugin, isolation);
    const startSubject: Start = async () => {
      const before = new Set(childrenOf(process.pid));
      const { shop, end } = await startShop(plugin, loader);
      const pid = isolation === 'deno' ? childrenOf(process.pid).find((one) => !before.has(one)) : undefined;
      return { place: (order) => shop.place(order), end, ...(pid === undefined ? {} : { pid }) };
    };
    const answered = (start: Start) => async () => {
      const shop = await start();
      await shop.place(order);
      return shop;
    };
    const sides = [answered(startSubject), answered(floor.start)] as const;
    // The first time in a process counts what it loads once for all.
    for (const side of sides) await residentEach(side, 3);
    return {
      subject: () => residentEach(sides[0]),
      floor: { name: floor.name, sample: () => residentEach(sides[1]) },
      rounds: 3,
      end: async () => loader[Symbol.asyncDispose](),
    };
  },
});

export const memoryWorker = memory('worker', { name: 'a bare thread', start: startThread });
export const memoryDeno = memory('deno', { name: 'a bare Deno process', start: startDeno });
export const memoryQuickjs = memory('wasm-inline', { name: 'a bare engine', start: () => startQuickjs() });
export const memoryWasm = memory('wasm', { name: 'a bare thread', start: startThread });
