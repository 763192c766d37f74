/** A contract's identity: namespace, name and major version, such as `era:runtime@1`. */
export type ContractId = `${string}:${string}@${number}`;

declare const shape: unique symbol;

/**
 * The runtime token of a contract: what a host asks a registry for. It is data and nothing else, so
 * that an edge bundle which names a contract carries two strings for it.
 */
export interface Contract<out T, out Id extends string = string> {
  /** Namespace, name and major version: `era:runtime@1`. Two tokens with one id are one contract. */
  readonly id: Id;
  /** The full version that this token was generated from: `1.0.0`. */
  readonly version: string;
  /** Carries the interface in the type; never there at run time. */
  readonly [shape]?: T;
}

/** The interface behind a token: `ShapeOf<typeof Runtime>`. */
export type ShapeOf<C> = C extends Contract<infer T, string> ? T : never;

/**
 * Makes a contract token. Generated code calls it; a person rarely does, except in plain JavaScript.
 * It is called twice, because TypeScript infers either all type parameters of a call or none.
 *
 * @returns a function of the contract's id and its full version (semver), which returns the token
 * @example
 * ```ts
 * import { contract } from '@mortise/core';
 *
 * interface Greeter { greet(name: string): Promise<string> }
 * const Greeter = contract<Greeter>()('demo:greeter@1', '1.0.0');
 * console.log(Greeter.id); // demo:greeter@1
 * ```
 */
export const contract =
  <T>() =>
  <const Id extends ContractId>(id: Id, version: string): Contract<T, Id> => ({ id, version });
