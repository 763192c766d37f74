import { Worker } from 'node:worker_threads';
import * as Comlink from 'comlink';
// @ts-expect-error Its types lie where TypeScript does not look for them.
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { Orders } from '../contract/orders.contract.ts';
import type { RemoteShop } from '../contract/remote.ts';
import { bare } from '../floors/thread.ts';

/** A thread that is called through comlink. */
export function startComlink(): RemoteShop {
  const worker = new Worker(new URL('worker-comlink-side.mjs', import.meta.url), bare);
  const remote = Comlink.wrap<Pick<Orders, 'place'>>(nodeEndpoint(worker));
  return {
    place: (order) => remote.place(order),
    end: async () => {
      await worker.terminate();
    },
  };
}
