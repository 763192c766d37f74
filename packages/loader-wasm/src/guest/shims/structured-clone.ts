/** A copy of what a contract can carry, and of `Map`, `Set` and errors; also of values that hold each other. */
export const structuredClone = (value: unknown, seen = new Map<unknown, unknown>()): unknown => {
  const isBound = [Promise, WeakMap, WeakSet, WeakRef].some((type) => value instanceof type);
  if (typeof value === 'function' || typeof value === 'symbol' || isBound)
    throw new DOMException(`${String(value)} could not be cloned`, 'DataCloneError');
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  const keep = <T>(copy: T): T => {
    seen.set(value, copy);
    return copy;
  };
  if (value instanceof Date) return keep(new Date(value));
  if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
  if (value instanceof ArrayBuffer) return keep(value.slice(0));
  if (ArrayBuffer.isView(value)) return keep(copyView(value, seen));
  if (value instanceof Map) {
    const copy = keep(new Map());
    for (const [key, one] of value) copy.set(structuredClone(key, seen), structuredClone(one, seen));
    return copy;
  }
  if (value instanceof Set) {
    const copy = keep(new Set());
    for (const one of value) copy.add(structuredClone(one, seen));
    return copy;
  }
  if (value instanceof Error) {
    const copy = keep(new (errorTypes.find(({ name }) => name === value.name) ?? Error)(value.message));
    for (const name of ['stack', 'cause'] as const)
      if (Object.hasOwn(value, name)) define(copy, name, structuredClone(value[name], seen), false);
    return copy;
  }
  const copy = keep(Array.isArray(value) ? new Array(value.length) : {}) as Record<string, unknown>;
  for (const [key, one] of Object.entries(value)) define(copy, key, structuredClone(one, seen), true);
  return copy;
};

const errorTypes = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError];

/** Also `__proto__` is a name like others here. */
const define = (object: object, key: string, value: unknown, enumerable: boolean) =>
  Object.defineProperty(object, key, { value, enumerable, writable: true, configurable: true });

type View = new (buffer: unknown, offset: number, length: number) => ArrayBufferView;

const copyView = (view: ArrayBufferView, seen: Map<unknown, unknown>): ArrayBufferView => {
  const buffer = structuredClone(view.buffer, seen);
  const length = (view as { length?: number }).length ?? view.byteLength;
  return new (view.constructor as unknown as View)(buffer, view.byteOffset, length);
};
