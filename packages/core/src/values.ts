declare const kind: unique symbol;

/** An unsigned integer of 8 bits. A plain number is one for TypeScript; a boundary checks its range. */
export type u8 = number & { readonly [kind]?: 'u8' };
/** An unsigned integer of 16 bits, as a number. */
export type u16 = number & { readonly [kind]?: 'u16' };
/** An unsigned integer of 32 bits, as a number. */
export type u32 = number & { readonly [kind]?: 'u32' };
/** An unsigned integer of 64 bits, as a bigint. */
export type u64 = bigint & { readonly [kind]?: 'u64' };
/** A signed integer of 8 bits, as a number. */
export type s8 = number & { readonly [kind]?: 's8' };
/** A signed integer of 16 bits, as a number. */
export type s16 = number & { readonly [kind]?: 's16' };
/** A signed integer of 32 bits, as a number. */
export type s32 = number & { readonly [kind]?: 's32' };
/** A signed integer of 64 bits, as a bigint. */
export type s64 = bigint & { readonly [kind]?: 's64' };

/** The integers that a contract can name, in WIT's words. */
export type IntegerKind = 'u8' | 'u16' | 'u32' | 'u64' | 's8' | 's16' | 's32' | 's64';

/**
 * A parameter of this type hands the object over: the callee owns it and ends it with {@link release}.
 * A parameter of the interface alone is borrowed until the call, or the stream that it returns, ends.
 */
export type Owned<T extends object> = T & { readonly [kind]?: 'owned' };

/**
 * Ends an object that the caller owns: one that a call returned, or one that was handed over as
 * {@link Owned}. Behind a boundary the stub is released and the other side ends what is behind it.
 *
 * @param object a stub, or what stands behind it where nothing lies between
 * @returns when it is ended; at once where it has nothing to end. A second call does nothing more
 * @throws what the object's own `Symbol.asyncDispose` or `Symbol.dispose` throws
 * @example
 * ```ts
 * import { release } from '@mortise/core';
 *
 * await release({ [Symbol.asyncDispose]: async () => console.log('ended') }); // ended
 * ```
 */
export const release = async (object: object): Promise<void> => {
  const own = object as Partial<AsyncDisposable & Disposable>;
  await (own[Symbol.asyncDispose] ?? own[Symbol.dispose])?.call(own);
};
