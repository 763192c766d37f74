import type { Node } from 'ts-morph';
import type { FieldModel, MethodModel, TypeModel } from './model.ts';

/**
 * A type as it is read. What its unions come to is decided once every type that they name has been read,
 * because types may hold themselves.
 */
export type RawType =
  | TypeModel
  | { readonly kind: 'written'; readonly members: readonly WrittenMember[] }
  | { readonly kind: 'list' | 'record' | 'option' | 'stream'; readonly of: RawType }
  | { readonly kind: 'tuple'; readonly of: readonly RawType[] }
  | { readonly kind: 'object'; readonly fields: readonly RawField[] }
  /** A fault says why. */
  | { readonly kind: 'refused' };

/** One member of a union, as it is written. */
export interface WrittenMember {
  readonly type: RawType;
  readonly node: Node | undefined;
}

/** A field or a parameter as it is read. */
export interface RawField extends Omit<FieldModel, 'type'> {
  readonly type: RawType;
}

/** A method as it is read. */
export interface RawMethod extends Omit<MethodModel, 'params' | 'result'> {
  readonly params: readonly RawField[];
  readonly result: Omit<MethodModel['result'], 'type'> & { readonly type: RawType };
}

/** The type that stands where there is a fault. */
export const refused: RawType = { kind: 'refused' };
