import * as Comlink from 'comlink';
import { Hop } from '../floors/hop.ts';

/** An object at the other end of a hop, called through comlink. */
export function connectComlink<T extends object>(object: T): T {
  const [here, there] = Hop.pair();
  Comlink.expose(object, endpointOf(there));
  return Comlink.wrap<T>(endpointOf(here)) as unknown as T;
}

/** The part of a `MessagePort` that comlink uses. */
function endpointOf(hop: Hop): Comlink.Endpoint {
  const listeners = new Set<(event: MessageEvent) => void>();
  hop.onMessage = (data) => {
    for (const listener of listeners) listener({ data, origin: '' } as MessageEvent);
  };
  return {
    postMessage: (message) => hop.post(message),
    addEventListener: (_, listener) => listeners.add(listener as (event: MessageEvent) => void),
    removeEventListener: (_, listener) => listeners.delete(listener as (event: MessageEvent) => void),
  };
}
