import { Hop } from './hop.ts';

interface Request {
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

interface Response {
  readonly id: number;
  readonly result: unknown;
}

type Methods = Record<string, (...args: readonly unknown[]) => Promise<unknown>>;

/**
 * An object at the other end of a hop, called by hand: a number for each call, and a map of those that wait. Nothing
 * is checked, and no error comes back.
 */
export function connectByHand<T extends { place: unknown }>(object: T): T {
  const [here, there] = Hop.pair();
  there.onMessage = (data) => {
    const { id, method, args } = data as Request;
    void (object as unknown as Methods)[method]?.(...args).then((result) => there.post({ id, result }));
  };
  const waiting = new Map<number, (result: unknown) => void>();
  let last = 0;
  here.onMessage = (data) => {
    const { id, result } = data as Response;
    waiting.get(id)?.(result);
    waiting.delete(id);
  };
  const call = (method: string, ...args: readonly unknown[]) =>
    new Promise((resolve) => {
      const id = ++last;
      waiting.set(id, resolve);
      here.post({ id, method, args });
    });
  return { place: (order: unknown) => call('place', order) } as unknown as T;
}
