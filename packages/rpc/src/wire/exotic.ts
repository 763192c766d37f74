/** What is an object and yet no value of fields: they would be lost, or it has none. */
const tags: ReadonlySet<string> = new Set([
  ...['Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Promise', 'RegExp', 'Error', 'DOMException'],
  ...[
    'ArrayBuffer',
    'SharedArrayBuffer',
    'DataView',
    'Date',
    'Boolean',
    'Number',
    'String',
    'Symbol',
    'BigInt',
  ],
  ...['Generator', 'AsyncGenerator', 'URL', 'URLSearchParams', 'Headers', 'Request', 'Response', 'FormData'],
  ...['Blob', 'File', 'ReadableStream', 'WritableStream', 'AbortSignal', 'AbortController'],
]);

const typeOfView = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
)?.get as () => string | undefined;

const tagOf = Object.prototype.toString;

/**
 * The name of a built-in class that an object is of, also of another realm, where it cannot cross as an
 * object with fields. Objects of other classes can.
 */
export const exoticName = (value: object): string | undefined => {
  const prototype = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return undefined;
  const tag = typeOfView.call(value) ?? tagOf.call(value).slice('[object '.length, -1);
  return ArrayBuffer.isView(value) || tags.has(tag) ? tag : undefined;
};
