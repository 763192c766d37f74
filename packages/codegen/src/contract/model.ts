import type { ContractId } from '@mortise/core';

/**
 * A contract as data: what every other generator reads instead of the source. It is committed beside
 * the contract as `*.model.json` and published with it.
 */
export interface ContractModel {
  /** The format's version. */
  readonly model: 1;
  readonly id: ContractId;
  readonly version: string;
  /** The interface's name, which is also that of the token. */
  readonly name: string;
  readonly doc?: string;
  readonly methods: readonly MethodModel[];
  /** The named types that methods reach, by name. */
  readonly types: Readonly<Record<string, TypeModel>>;
}

/** One method of a contract. */
export interface MethodModel {
  readonly name: string;
  readonly doc?: string;
  readonly params: readonly FieldModel[];
  /** Whether an `AbortSignal` comes behind the parameters. */
  readonly cancellable?: boolean;
  readonly result: { readonly kind: 'promise' | 'stream'; readonly type: TypeModel };
  readonly idempotent?: boolean;
  /** As written in `@deadline`: `5s`. */
  readonly deadline?: string;
  /** The codes of `@throws`. */
  readonly throws?: readonly string[];
}

/** A parameter of a method, or a field of an object. */
export interface FieldModel {
  readonly name: string;
  readonly type: TypeModel;
  readonly optional?: boolean;
  readonly doc?: string;
}

/** A type of values that can cross a boundary. */
export type TypeModel =
  | { readonly kind: 'string' | 'number' | 'boolean' | 'null' | 'undefined' | 'void' | 'bytes' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'list' | 'record'; readonly of: TypeModel }
  | { readonly kind: 'tuple' | 'union'; readonly of: readonly TypeModel[] }
  | { readonly kind: 'object'; readonly fields: readonly FieldModel[] }
  | { readonly kind: 'ref'; readonly name: string };
