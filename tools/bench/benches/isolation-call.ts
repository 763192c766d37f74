import { deepStrictEqual } from 'node:assert';
import type { Bench, Contest } from '../bench.ts';
import type { Order, Receipt } from '../contract/orders.contract.ts';
import { createOrders } from '../contract/orders.ts';
import type { RemoteShop } from '../contract/remote.ts';
import { startDeno } from '../floors/deno.ts';
import { startQuickjs } from '../floors/quickjs.ts';
import { startThread } from '../floors/thread.ts';
import {
  buildShop,
  type Isolation,
  openLoader,
  type ShopPlugin,
  startShop,
} from '../isolation/start-plugin.ts';
import { shuffle } from '../measure.ts';
import { startGrpc } from '../peers/deno-grpc.ts';
import { peerVersions } from '../peers/versions.ts';
import { startBirpc } from '../peers/worker-birpc.ts';
import { startCapnweb } from '../peers/worker-capnweb.ts';
import { startComlink } from '../peers/worker-comlink.ts';
import { startPiscina } from '../peers/worker-piscina.ts';
import { timeAsync } from '../time.ts';

type Start = () => RemoteShop | Promise<RemoteShop>;

interface Sides {
  readonly isolation: Isolation;
  readonly floor: { readonly name: string; readonly start: Start };
  readonly peers?: Readonly<Record<string, Start>>;
  /** How many calls are under way at a time. */
  readonly inFlight: number;
  readonly calls: number;
  readonly rounds: number;
  readonly warmUp?: number;
  readonly method?: 'place' | 'placePaid';
  readonly note?: string;
}

const orders = createOrders(512);
let built: Promise<ShopPlugin> | undefined;

/** Fresh sides, started in random order, each of which makes the same calls. */
async function contest({ isolation, floor, peers = {}, method = 'place', ...how }: Sides): Promise<Contest> {
  built ??= buildShop();
  const plugin = await built;
  const starts: Record<string, Start> = {
    subject: async () => {
      const loader = await openLoader(plugin, isolation);
      const { shop, end } = await startShop(plugin, loader);
      return { place: (order) => shop[method](order), end };
    },
    floor: floor.start,
    ...peers,
  };
  const shops: Record<string, RemoteShop> = {};
  for (const name of shuffle(Object.keys(starts))) shops[name] = await (starts[name] as Start)();
  const sampleOf = (name: string) => {
    const { place } = shops[name] as RemoteShop;
    return () => timeAsync(how.calls, () => callAll(place, how));
  };
  const [order] = orders as [Order];
  const expected = await (shops.floor as RemoteShop).place(order);
  for (const shop of Object.values(shops))
    deepStrictEqual((await shop.place(order)).id, (expected as Receipt).id);
  return {
    subject: sampleOf('subject'),
    floor: { name: floor.name, sample: sampleOf('floor') },
    peers: Object.keys(peers).map((name) => ({
      name,
      version: peerVersions[name] ?? '',
      sample: sampleOf(name),
    })),
    rounds: how.rounds,
    ...(how.warmUp === undefined ? {} : { warmUp: how.warmUp }),
    ...(how.note === undefined ? {} : { note: how.note }),
    end: async () => {
      await Promise.all(Object.values(shops).map((shop) => shop.end()));
    },
  };
}

async function callAll(
  place: RemoteShop['place'],
  { calls, inFlight }: Sides | Omit<Sides, 'isolation' | 'floor'>,
) {
  for (let done = 0; done < calls; done += inFlight) {
    if (inFlight === 1) await place(orders[done % orders.length] as Order);
    else await Promise.all(orders.slice(0, inFlight).map((order) => place(order)));
  }
}

const threadPeers = (inFlight: number): Readonly<Record<string, Start>> => ({
  birpc: startBirpc,
  piscina: () => startPiscina(inFlight),
  comlink: startComlink,
  capnweb: startCapnweb,
});

const thread = { name: 'postMessage by hand, a message a call, unchecked', start: startThread };
const pipe = { name: 'JSON in frames by hand, a frame a call, unchecked', start: startDeno };

const worker = (inFlight: number, atMost: number): Bench => ({
  what: `calls of a plugin in a worker thread, ${flight(inFlight)}, checked`,
  unit: 'ns',
  goal: { of: 'ratio', atMost },
  fresh: 9,
  prepare: () =>
    contest({
      isolation: 'worker',
      floor: thread,
      peers: threadPeers(inFlight),
      inFlight,
      ...samples(inFlight),
    }),
});

const deno = (inFlight: number, atMost: number): Bench => ({
  what: `calls of a plugin in a Deno process, ${flight(inFlight)}, checked`,
  unit: 'ns',
  goal: { of: 'ratio', atMost },
  fresh: 9,
  prepare: () =>
    contest({
      isolation: 'deno',
      floor: pipe,
      peers: { grpc: startGrpc },
      inFlight,
      ...samples(inFlight),
      note: 'gRPC is in Node, over a Unix socket',
    }),
});

const quickjs = (method: 'place' | 'placePaid', atMost: number): Bench => ({
  what: `calls of a plugin in QuickJS, inline, one at a time${method === 'place' ? '' : ', each with a call of a service'}, checked`,
  unit: 'ns',
  goal: { of: 'ratio', atMost },
  fresh: 5,
  prepare: () =>
    contest({
      isolation: 'wasm-inline',
      floor: { name: 'a bare call of the same guest, JSON both ways', start: () => startQuickjs() },
      inFlight: 1,
      calls: 256,
      rounds: 40,
      method,
    }),
});

/**
 * Long enough that how a side was woken for its sample, behind those of all others, does not decide; and warm, because
 * each fresh thread and process compiles anew.
 */
const samples = (inFlight: number) =>
  inFlight === 1 ? { calls: 256, rounds: 40 } : { calls: 4_096, rounds: 16, warmUp: 8 };

const flight = (inFlight: number): string => (inFlight === 1 ? 'one at a time' : `${inFlight} at a time`);

export const workerCall = worker(1, 1.15);
export const worker64 = worker(64, 0.65);
export const worker512 = worker(512, 0.5);
export const denoCall = deno(1, 1.2);
export const deno64 = deno(64, 1.2);
export const quickjsCall = quickjs('place', 1.6);
export const quickjsService = quickjs('placePaid', 4);
