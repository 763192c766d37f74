import { MessageChannel, Worker } from 'node:worker_threads';
import { newMessagePortRpcSession } from 'capnweb';
import type { RemoteShop } from '../contract/remote.ts';
import { bare } from '../floors/thread.ts';

/** A thread that is called through capnweb, over a port of its own as capnweb wants it. */
export function startCapnweb(): RemoteShop {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL('worker-capnweb-side.mjs', import.meta.url), {
    ...bare,
    workerData: port2,
    transferList: [port2],
  });
  const remote = newMessagePortRpcSession(port1 as never) as unknown as RemoteShop;
  return {
    place: async (order) => await remote.place(order),
    end: async () => {
      port1.close();
      await worker.terminate();
    },
  };
}
