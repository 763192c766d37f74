import { deepStrictEqual } from 'node:assert';
import type { Bench, Contest, Goal } from '../bench.ts';
import type { Order } from '../contract/orders.contract.ts';
import { createOrders } from '../contract/orders.ts';
import type { RemoteShop } from '../contract/remote.ts';
import { startDeno } from '../floors/deno.ts';
import { startQuickjs } from '../floors/quickjs.ts';
import { startThread } from '../floors/thread.ts';
import {
  buildShop,
  type Isolation,
  openLoader,
  paddingOf,
  rewrite,
  startShop,
} from '../isolation/start-plugin.ts';

type Start = () => RemoteShop | Promise<RemoteShop>;

interface StartOptions {
  readonly what: string;
  readonly isolation: Isolation;
  readonly floor: { readonly name: string; readonly start: Start };
  readonly goal: Goal;
  /** How many boundaries are ready before. */
  readonly spares?: number;
  /** Of the plugin's bundle, in characters, where that is more than its few lines. */
  readonly size?: number;
  /** Whether the same thread has run the same text before. */
  readonly isKnown?: boolean;
}

const [order] = createOrders(1) as [Order];

/** From the request until the first answer is there; how it ends is not timed. */
const start = ({
  what,
  isolation,
  floor,
  goal,
  spares = 0,
  size = 0,
  isKnown = false,
}: StartOptions): Bench => ({
  what,
  unit: 'ms',
  goal,
  prepare: async (): Promise<Contest> => {
    const plugin = await buildShop(size);
    const loader = await openLoader(plugin, isolation, spares);
    return {
      subject: async () => {
        await loader.prepare();
        const next = isKnown ? plugin : rewrite(plugin);
        return timeFirst(async () => {
          const { shop, end } = await startShop(next, loader);
          return { place: (order) => shop.place(order), end };
        });
      },
      floor: { name: floor.name, sample: () => timeFirst(floor.start) },
      rounds: 30,
      end: async () => loader[Symbol.asyncDispose](),
    };
  },
});

async function timeFirst(start: Start): Promise<number> {
  const begun = performance.now();
  const shop = await start();
  const { id } = await shop.place(order);
  const elapsed = performance.now() - begun;
  deepStrictEqual(id, order.id);
  await shop.end();
  return elapsed;
}

const thread = { name: 'a bare thread', start: startThread };
const bareDeno = { name: 'a bare Deno process', start: startDeno };
const shopSource = 'globalThis.place = async ({ id, total, paid }) => ({ id, total, paid });';
const engine = (size: number) => ({
  name: 'a bare engine with as much source',
  start: () => startQuickjs({ source: `${shopSource}${paddingOf(size - shopSource.length)}` }),
});
const tenMore: Goal = { of: 'difference', atMost: 10 };
const three: Goal = { of: 'median', atMost: 3 };

export const startWorker = start({
  what: 'a plugin in a worker thread, from the request to its first answer',
  isolation: 'worker',
  floor: thread,
  goal: tenMore,
});
export const startWorkerSpare = start({
  what: 'the same from a spare thread',
  isolation: 'worker',
  floor: thread,
  goal: three,
  spares: 1,
});
export const startDenoPlugin = start({
  what: 'a plugin in a Deno process, from the request to its first answer',
  isolation: 'deno',
  floor: bareDeno,
  goal: tenMore,
});
export const startDenoSpare = start({
  what: 'the same from a spare process',
  isolation: 'deno',
  floor: bareDeno,
  goal: three,
  spares: 1,
});
export const startWasm = start({
  what: 'a plugin in QuickJS in a thread, from the request to its first answer',
  isolation: 'wasm',
  floor: thread,
  goal: tenMore,
});
export const startWasmSpare = start({
  what: 'the same from a spare thread with its engine',
  isolation: 'wasm',
  floor: thread,
  goal: three,
  spares: 1,
});
export const startQuickjsInline = start({
  what: 'a plugin of 8 kB, with its wire modules, in QuickJS, inline, from the request to its first answer',
  isolation: 'wasm-inline',
  floor: engine(8_000),
  goal: three,
  size: 8_000,
});
export const startQuickjsAgain = start({
  what: 'the same, of a plugin that was started before',
  isolation: 'wasm-inline',
  floor: engine(8_000),
  goal: three,
  size: 8_000,
  isKnown: true,
});
