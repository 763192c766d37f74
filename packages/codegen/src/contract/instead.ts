import { short } from './short.ts';

type Hint = (...args: readonly string[]) => string;

const always =
  (hint: string): Hint =>
  () =>
    hint;

const bytes = always('write Uint8Array');
const bytesStream = always('write AsyncIterable<Uint8Array>, as the result or as a parameter of its own');
const ended = always('write an interface of your own that extends AsyncDisposable');
const events = always('make each event a method that returns AsyncIterable<T>');
const fields = always('write the fields out, in an interface');
const float = always('write number[], or Uint8Array for its bytes');
const list: Hint = (item = 'T') => `write ${/^[\w$.]+$/.test(item) ? item : `(${item})`}[]`;
const map: Hint = (key = 'string', value = 'T') =>
  `write ${key === 'string' ? `Record<string, ${value}>` : `[${key}, ${value}][]`}`;
const result: Hint = (item = 'T') => `write ${item}: only the whole result of a method is a promise`;
const shape = always('write the shape itself, or a recursive type Json');
const signal = always('write signal?: AbortSignal as the last parameter of the method');
const stream: Hint = (item = 'T') =>
  `write AsyncIterable<${item}>, as the result or as a parameter of its own`;
const text = always('write string');

/** What to write instead of a type of the language or of a library that people know. */
const byName: Readonly<Record<string, Hint>> = {
  AbortController: signal,
  AbortSignal: signal,
  Array: list,
  ArrayBuffer: bytes,
  ArrayBufferView: bytes,
  AsyncGenerator: stream,
  AsyncIterable: stream,
  AsyncIterableIterator: stream,
  AsyncIterator: stream,
  Awaited: always('write the type itself'),
  BigInt: always('write bigint'),
  BigInt64Array: always('write bigint[]'),
  BigUint64Array: always('write bigint[]'),
  Blob: bytes,
  Boolean: always('write boolean'),
  Buffer: bytes,
  CancellationToken: signal,
  DataView: bytes,
  AsyncDisposable: ended,
  Disposable: ended,
  Error: always('name its code in @throws, or write { code: string; message: string }'),
  Event: events,
  EventEmitter: events,
  EventTarget: events,
  Exclude: always('write the union that is meant'),
  Extract: always('write the union that is meant'),
  File: bytes,
  Float32Array: float,
  Float64Array: float,
  Function: always('write an interface with one method and name that as the type'),
  Int16Array: float,
  Int32Array: float,
  Int8Array: float,
  Iterable: list,
  IterableIterator: list,
  Iterator: list,
  Map: map,
  NonNullable: always('write the type without null and undefined'),
  Number: always('write number'),
  Object: fields,
  Observable: stream,
  Omit: fields,
  Parameters: fields,
  Partial: always('write the fields out, each with a ?'),
  Pick: fields,
  Promise: result,
  PromiseLike: result,
  Readable: bytesStream,
  ReadableStream: bytesStream,
  Readonly: always('write the type itself'),
  ReadonlyArray: list,
  ReadonlyMap: map,
  ReadonlySet: list,
  Record: always('write Record<string, T>'),
  RegExp: text,
  Required: fields,
  ReturnType: always('write the type itself'),
  Set: list,
  SharedArrayBuffer: bytes,
  Stream: bytesStream,
  String: text,
  Symbol: text,
  Thenable: result,
  URL: text,
  Uint16Array: float,
  Uint32Array: float,
  Uint8ClampedArray: bytes,
  WeakMap: map,
  WeakSet: list,
  Writable: bytesStream,
  WritableStream: bytesStream,
};

/**
 * What to write instead of a type that a contract does not know.
 *
 * @param name its name, without what stands before a dot
 * @param args the text of its arguments
 */
export const insteadOf = (name: string, args: readonly string[]): string | undefined =>
  Object.hasOwn(byName, name) ? byName[name]?.(...args.map(short)) : undefined;

/** What to write instead of a kind of type, by the name that TypeScript's syntax has for it. */
export const insteadOfSyntax: Readonly<Record<string, string>> = {
  AnyKeyword: shape(),
  ConditionalType: 'write the type that is meant',
  ConstructorType: 'take an interface with methods, made by whoever calls',
  FunctionType: 'write an interface with one method and name that as the type',
  ImportType: "write import type { Name } from '…' at the top, then the name",
  IndexedAccessType: 'give that type a name and write the name',
  IntersectionType: 'write the fields out, or an interface that extends the others',
  IntrinsicKeyword: 'write the type that is meant',
  MappedType: 'write the fields out, or Record<string, T>',
  NeverKeyword: 'write the type that is meant, or leave the field out',
  ObjectKeyword: 'write the fields out, or Record<string, T>',
  SymbolKeyword: text(),
  TemplateLiteralType: text(),
  ThisType: 'write the name of the interface',
  TypePredicate: 'write boolean',
  TypeQuery: 'write the type that is meant',
  UnknownKeyword: shape(),
};
