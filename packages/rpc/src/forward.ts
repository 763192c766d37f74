import type { InterfaceWire } from '@mortise/core';

type Members = Record<string, unknown>;

/**
 * An object that can be offered before the one that does its work is there: each call goes on to that.
 *
 * @param wire whose methods it has
 * @param find the object that answers, asked anew for each call. What it lacks is lacking here too
 */
export const forward = (wire: InterfaceWire, find: () => object | undefined): object => {
  const members = Object.keys(wire.methods).map((name) => [name, memberOf(name, find)] as const);
  return Object.create(null, Object.fromEntries(members));
};

const memberOf = (name: string, find: () => object | undefined): PropertyDescriptor => ({
  enumerable: true,
  get: () => {
    const object = find() as Members | undefined;
    const method = object?.[name];
    return typeof method === 'function' ? method.bind(object) : undefined;
  },
});
