import { strictEqual } from 'node:assert';
import type { Bench, Contest } from '../bench.ts';
import type { Order } from '../contract/orders.contract.ts';
import { createOrders } from '../contract/orders.ts';
import { buildShop, type Isolation, openLoader, startShop } from '../isolation/start-plugin.ts';
import { timeAsync } from '../time.ts';

const items = 2_048;
const inFlight = 64;
const orders = createOrders(inFlight);

/** Items of a stream against calls in flight of the same plugin, whose results are the same objects. */
const stream = (isolation: Isolation): Bench => ({
  what: `one item of a stream, behind ${isolation}`,
  unit: 'ns',
  goal: { of: 'ratio', atMost: 2 },
  fresh: 5,
  prepare: async (): Promise<Contest> => {
    const plugin = await buildShop();
    const { shop, end } = await startShop(plugin, await openLoader(plugin, isolation));
    const [order] = orders as [Order];
    return {
      subject: () =>
        timeAsync(items, async () => {
          let count = 0;
          for await (const receipt of shop.receipts(order, items)) if (receipt.id === order.id) count += 1;
          strictEqual(count, items);
        }),
      floor: {
        name: `one of ${inFlight} calls in flight`,
        sample: () =>
          timeAsync(items, async () => {
            for (let done = 0; done < items; done += inFlight)
              await Promise.all(orders.map((order) => shop.place(order)));
          }),
      },
      rounds: 10,
      end,
    };
  },
});

export const streamWorker = stream('worker');
export const streamDeno = stream('deno');
export const streamQuickjs = stream('wasm-inline');
