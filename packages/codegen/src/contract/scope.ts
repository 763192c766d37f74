import type { IntegerKind } from '@mortise/core';
import type { InterfaceDeclaration, SourceFile, TypeAliasDeclaration } from 'ts-morph';

/** What a name of a contract's file stands for. */
export type Named =
  | { readonly kind: 'interface'; readonly node: InterfaceDeclaration }
  | { readonly kind: 'alias'; readonly node: TypeAliasDeclaration }
  | { readonly kind: 'integer'; readonly of: IntegerKind }
  | { readonly kind: 'owned' }
  /** A type or an interface of another contract, under the name that it has in this one's model. */
  | { readonly kind: 'shared'; readonly name: string; readonly isStub: boolean }
  /** Something that could not be imported; a fault says why. */
  | { readonly kind: 'refused' };

/** The names that a contract's file declares and imports. */
export class Scope {
  readonly #imported = new Map<string, Named>();
  readonly #source: SourceFile;

  constructor(source: SourceFile) {
    this.#source = source;
  }

  /** Gives an import its name. */
  add(name: string, named: Named): void {
    this.#imported.set(name, named);
  }

  /** What a name stands for, if the file says it. */
  get(name: string): Named | undefined {
    const own = this.#source.getInterface(name);
    if (own) return { kind: 'interface', node: own };
    const alias = this.#source.getTypeAlias(name);
    return alias ? { kind: 'alias', node: alias } : this.#imported.get(name);
  }

  /** All names, for telling which one was most likely meant. */
  get names(): string[] {
    const own = [...this.#source.getInterfaces(), ...this.#source.getTypeAliases()];
    return [...own.map((one) => one.getName()), ...this.#imported.keys()];
  }
}
