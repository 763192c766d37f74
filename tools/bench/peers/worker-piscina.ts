import { Piscina } from 'piscina';
import type { RemoteShop } from '../contract/remote.ts';
import { bare } from '../floors/thread.ts';

/**
 * A pool of one thread.
 *
 * @param inFlight how many calls will wait at a time; the thread takes so many, since a pool that is told less hands
 * them over one by one
 */
export function startPiscina(inFlight: number): RemoteShop {
  const pool = new Piscina({
    filename: new URL('../floors/shop.mjs', import.meta.url).href,
    name: 'place',
    minThreads: 1,
    maxThreads: 1,
    concurrentTasksPerWorker: inFlight,
    ...bare,
  });
  return { place: (order) => pool.run(order), end: () => pool.destroy() };
}
