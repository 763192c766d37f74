import { Worker } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import type { Orders } from '../contract/orders.contract.ts';
import type { RemoteShop } from '../contract/remote.ts';
import { bare } from '../floors/thread.ts';

/** A thread that is called through birpc. */
export function startBirpc(): RemoteShop {
  const worker = new Worker(new URL('worker-birpc-side.mjs', import.meta.url), bare);
  const rpc = createBirpc<Pick<Orders, 'place'>>(
    {},
    { post: (data) => worker.postMessage(data), on: (receive) => void worker.on('message', receive) },
  );
  return {
    place: (order) => rpc.place(order),
    end: async () => {
      rpc.$close();
      await worker.terminate();
    },
  };
}
