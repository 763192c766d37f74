import type { InterfaceDeclaration, TypeAliasDeclaration } from 'ts-morph';
import type { InterfaceModel, NamedTypeModel } from './model.ts';
import type { RawMethod, RawType } from './raw-type.ts';
import type { Redeclared } from './redeclared.ts';

/** A named type of the file itself, as it is read. */
export interface RawNamed {
  readonly doc?: string;
  readonly type: RawType;
}

/** An interface of the file itself, as it is read. */
export interface RawInterface extends Omit<InterfaceModel, 'methods'> {
  readonly methods: readonly RawMethod[];
}

/** What the methods of a contract reach, while it is read. */
export class Reached {
  /** The types of other contracts, as their models have them. */
  readonly sharedTypes = new Map<string, NamedTypeModel>();
  readonly sharedInterfaces = new Map<string, InterfaceModel>();
  /** The types of the file itself. */
  readonly types = new Map<string, RawNamed>();
  readonly interfaces = new Map<string, RawInterface>();
  /** What interfaces declare again, to be compared once all types are read. */
  readonly redeclared: Redeclared[] = [];
  readonly #open: (InterfaceDeclaration | TypeAliasDeclaration)[] = [];
  readonly #seen = new Set<string>();

  /** Notes a declaration that is to be read too. */
  add(node: InterfaceDeclaration | TypeAliasDeclaration): void {
    if (this.#seen.has(node.getName())) return;
    this.#seen.add(node.getName());
    this.#open.push(node);
  }

  /** A declaration that was reached and not read yet. */
  next(): InterfaceDeclaration | TypeAliasDeclaration | undefined {
    return this.#open.shift();
  }

  /** The type of a name, of this file or of another contract. */
  type(name: string): RawType | undefined {
    return (this.types.get(name) ?? this.sharedTypes.get(name))?.type;
  }
}
