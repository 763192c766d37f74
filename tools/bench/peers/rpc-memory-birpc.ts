import { createBirpc } from 'birpc';
import { Hop } from '../floors/hop.ts';

/** An object at the other end of a hop, called through birpc. */
export function connectBirpc<T extends object>(object: T): T {
  const [here, there] = Hop.pair();
  const options = (hop: Hop) => ({
    post: (data: unknown) => hop.post(data),
    on: (receive: (data: unknown) => void) => {
      hop.onMessage = receive;
    },
  });
  createBirpc(object, { ...options(there), bind: 'functions' });
  return createBirpc<T>({}, options(here)) as unknown as T;
}
