import { setTimeout as wait } from 'node:timers/promises';

/**
 * Looks at what came out of a boundary.
 *
 * @returns what no value of a boundary may be, each as a clause
 */
export const inspectValue = async (value: unknown): Promise<string[]> => {
  if (value instanceof Uint8Array) return await inspectBytes(value);
  const faults = new Set<string>();
  const queue = [value];
  for (let one = queue.pop(); queue.length < 10_000; one = queue.pop()) {
    if (typeof one === 'function') faults.add('a result holds a function');
    if (typeof one === 'object' && one !== null) {
      const prototype = Object.getPrototypeOf(one);
      if (![Object.prototype, Array.prototype, null].includes(prototype))
        faults.add("a result's object has a prototype of its own");
      if (typeof (one as { then?: unknown }).then === 'function')
        faults.add('a result can be called by await');
      for (const { get, value } of Object.values(Object.getOwnPropertyDescriptors(one))) {
        if (get) faults.add('a result has a getter');
        queue.push(value);
      }
    }
    if (queue.length === 0) break;
  }
  return [...faults];
};

const inspectBytes = async (bytes: Uint8Array): Promise<string[]> => {
  const before = String(bytes);
  await wait(50);
  return [
    ...(bytes.buffer instanceof ArrayBuffer ? [] : ["a result's bytes are shared memory"]),
    ...(String(bytes) === before ? [] : ["a result's bytes change behind their check"]),
  ];
};
