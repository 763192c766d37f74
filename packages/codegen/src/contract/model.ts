import type { ContractId, IntegerKind } from '@mortise/core';

/**
 * A contract as data: what every other generator reads instead of the source. It is committed beside
 * the contract as `*.model.json` and published with it. It is whole: types that another contract shares
 * with it stand in it too, with a note whose they are.
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
  /** The named types that methods reach, by name, sorted. */
  readonly types: Readonly<Record<string, NamedTypeModel>>;
  /** The interfaces with methods that methods reach, by name, sorted; they cross as stubs. */
  readonly interfaces: Readonly<Record<string, InterfaceModel>>;
}

/** A type that has a name. */
export interface NamedTypeModel {
  readonly doc?: string;
  readonly type: TypeModel;
  /** The contract that declares it, where it is another one. */
  readonly from?: Origin;
}

/** An interface with methods, which crosses as a stub. */
export interface InterfaceModel {
  readonly doc?: string;
  readonly methods: readonly MethodModel[];
  /** How the language ends one: `extends AsyncDisposable` or `extends Disposable`. */
  readonly disposable?: 'async' | 'sync';
  readonly from?: Origin;
}

/** Where a shared type comes from. */
export interface Origin {
  readonly contract: ContractId;
  readonly version: string;
  /** The type's name there, also where it is imported under another one. */
  readonly name: string;
  /** The module that it is imported from, as the contract writes it. */
  readonly specifier: string;
}

/** One method of a contract. */
export interface MethodModel {
  readonly name: string;
  readonly doc?: string;
  readonly params: readonly FieldModel[];
  /** Whether an `AbortSignal` comes behind the parameters. */
  readonly cancellable?: boolean;
  readonly result: { readonly kind: 'promise' | 'stream'; readonly type: TypeModel; readonly doc?: string };
  readonly idempotent?: boolean;
  /** As written in `@deadline`: `5s`. */
  readonly deadline?: string;
  /** The codes of `@throws`, in the order of the source. */
  readonly throws?: readonly ThrowsModel[];
}

/** An error that a method is known to end with. */
export interface ThrowsModel {
  readonly code: string;
  readonly doc?: string;
}

/**
 * A parameter of a method, or a field of an object. The fields of an object stand in the order in which
 * they travel: those that the released baseline has first, in its order, then those that are new.
 */
export interface FieldModel {
  readonly name: string;
  readonly type: TypeModel;
  readonly optional?: boolean;
  readonly doc?: string;
}

/**
 * A type of values that can cross a boundary.
 *
 * - `enum`: one of some strings, or one of some numbers.
 * - `variant`: objects that the literal in the field `tag` tells apart.
 * - `option`: a value or `undefined`; an optional field has no option around its type.
 * - `union`: members that are of different kinds at run time (`WireKind` of @mortise/core), `null` among them.
 * - `stub`: one of the model's interfaces, borrowed as a parameter unless it is `owned`.
 * - `stream`: an `AsyncIterable` as a parameter; a result says it itself.
 */
export type TypeModel =
  | {
      readonly kind:
        | 'string'
        | 'number'
        | 'boolean'
        | 'null'
        | 'undefined'
        | 'void'
        | 'bytes'
        | 'bigint'
        | 'date'
        | IntegerKind;
    }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'enum'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'list' | 'record' | 'option' | 'stream'; readonly of: TypeModel }
  | { readonly kind: 'tuple' | 'union'; readonly of: readonly TypeModel[] }
  | { readonly kind: 'variant'; readonly tag: string; readonly cases: readonly VariantCase[] }
  | { readonly kind: 'object'; readonly fields: readonly FieldModel[] }
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'stub'; readonly name: string; readonly owned?: boolean };

/** One kind of object of a variant. */
export interface VariantCase {
  /** What the tag's field holds; several where one type stands for them all. */
  readonly values: readonly (string | number | boolean)[];
  /** An object, or a reference to one; the tag is one of its fields. */
  readonly type: TypeModel;
}
