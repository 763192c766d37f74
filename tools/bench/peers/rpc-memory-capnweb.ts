import { type AnyRpcTransport, RpcSession, RpcTarget } from 'capnweb';
import { Hop } from '../floors/hop.ts';

/** An object at the other end of a hop, called through capnweb. */
export function connectCapnweb<T extends { place(value: never): unknown }>(object: T): T {
  const [here, there] = Hop.pair();
  class Target extends RpcTarget {
    place(value: never): unknown {
      return object.place(value);
    }
  }
  new RpcSession(transportOf(there), new Target());
  return new RpcSession(transportOf(here)).getRemoteMain() as unknown as T;
}

/** Values cross as they are, since the hop clones them. */
function transportOf(hop: Hop): AnyRpcTransport {
  const arrived: unknown[] = [];
  let wake: ((data: unknown) => void) | undefined;
  hop.onMessage = (data) => {
    if (wake) wake(data);
    else arrived.push(data);
    wake = undefined;
  };
  return {
    encodingLevel: 'structuredClonable',
    send: (message) => hop.post(message),
    receive: () =>
      arrived.length > 0
        ? Promise.resolve(arrived.shift())
        : new Promise((resolve) => {
            wake = resolve;
          }),
  };
}
