import { camelCase } from '@mortise/core';
import type { ContractModel, FieldModel, TypeModel, VariantCase } from '../contract/model.ts';
import { cases, isNothing, said, spoken, wordFor } from './case-lines.ts';
import { docLines } from './comment.ts';
import { caseName, kebab, Names, witName } from './names.ts';
import { named } from './reach.ts';
import { block, type WitInterface } from './wit-interface.ts';

/**
 * Whether the place of a type is given for the time of a call: WIT borrows a resource only in the
 * parameters of a function.
 */
export type Mode = 'own' | 'borrow';

/** Where types are found that one interface of WIT does not declare itself. */
export interface Places {
  readonly types: ContractModel['types'];
  /** Whether a named type holds objects or streams, and is therefore declared where it is used. */
  isLocal(name: string): boolean;
  /** The interface that declares a named type, and its name there. */
  typeAt(name: string): readonly [path: string, name: string];
  /** The interface that declares a resource, and its name there. */
  resourceAt(name: string): readonly [path: string, name: string];
  /** What is the same for all contracts. */
  helperAt(name: 'bigint' | 'date' | 'error' | 'nothing'): readonly [path: string, name: string];
}

/** Writes the types of one interface of WIT. Those that have no name are declared and named after their place. */
export class TypeWriter {
  readonly #in: WitInterface;
  readonly #places: Places;
  readonly #streams: () => TypeWriter;
  readonly #local = new Map<string, string>();

  /**
   * @param target the interface that the types stand in
   * @param places where other types are found
   * @param streams the writer that declares the streams of parameters; without it, this one
   */
  constructor(target: WitInterface, places: Places, streams?: () => TypeWriter) {
    this.#in = target;
    this.#places = places;
    this.#streams = streams ?? (() => this);
  }

  /**
   * A type as WIT says it.
   *
   * @param place what the type is named after where WIT wants a name
   */
  text(type: TypeModel, place: string, mode: Mode): string {
    switch (type.kind) {
      case 'number':
        return 'f64';
      case 'boolean':
        return 'bool';
      case 'bytes':
        return 'list<u8>';
      case 'bigint':
      case 'date':
        return this.use(this.#places.helperAt(type.kind));
      case 'null':
      case 'undefined':
      case 'void':
        return this.use(this.#places.helperAt('nothing'));
      case 'list':
        return `list<${this.text(type.of, `${place}-item`, mode)}>`;
      case 'record':
        return `list<tuple<string, ${this.text(type.of, `${place}-value`, mode)}>>`;
      case 'option':
        return `option<${this.text(type.of, place, mode)}>`;
      case 'tuple':
        return this.#tuple(type.of, place, mode);
      case 'union':
        return this.#union(type.of, place, mode);
      case 'literal':
        return typeof type.value === 'boolean' ? 'bool' : this.#declared(type, place, mode);
      case 'enum':
      case 'variant':
      case 'object':
        return this.#declared(type, place, mode);
      case 'ref':
        return this.#ref(type.name, mode);
      case 'stub': {
        const resource = this.use(this.#places.resourceAt(type.name));
        return mode === 'borrow' && !type.owned ? `borrow<${resource}>` : resource;
      }
      case 'stream':
        return this.#stream(type.of, place, mode);
      case 'string':
      case 'u8':
      case 'u16':
      case 'u32':
      case 'u64':
      case 's8':
      case 's16':
      case 's32':
      case 's64':
        return type.kind;
      default:
        throw new Error(`Cannot write a type of kind ${JSON.stringify((type as TypeModel).kind)} in WIT`);
    }
  }

  /**
   * Adds a named type to the interface.
   *
   * @param name its name, which is taken already
   */
  declare(
    name: string,
    type: TypeModel,
    { mode = 'own', doc }: { mode?: Mode; doc?: string | undefined },
  ): void {
    this.#in.addType(() => [...docLines(doc), ...this.#declaration(name, type, mode)]);
  }

  /**
   * Adds the resource that a function returns for a stream.
   *
   * @param place what it is named after
   * @returns its name
   */
  resultStream(item: TypeModel, place: string, doc: string): string {
    return witName(this.#declareStream(item, place, doc));
  }

  /** The name that a type of an interface has in this one. */
  use([path, name]: readonly [path: string, name: string]): string {
    return witName(this.#in.use(path, name));
  }

  #declaration(name: string, type: TypeModel, mode: Mode): string[] {
    switch (type.kind) {
      case 'object': {
        const fields = said(type.fields);
        if (fields.length === 0) return block(`enum ${witName(name)}`, ['empty,']);
        return block(`record ${witName(name)}`, this.#fields(fields, name, mode));
      }
      case 'enum':
        return block(`enum ${witName(name)}`, cases(type.values));
      case 'literal':
        if (typeof type.value === 'boolean') break;
        return block(`enum ${witName(name)}`, cases([type.value]));
      case 'variant':
        return block(
          `variant ${witName(name)}`,
          this.#variantCases(type.tag, type.cases, { place: name, mode }),
        );
      case 'union':
        if (type.of.some(isNothing) || type.of.length < 2) break;
        return block(`variant ${witName(name)}`, this.#unionCases(type.of, name, mode));
    }
    const place = type.kind === 'option' || type.kind === 'union' ? `${name}-value` : name;
    return [`type ${witName(name)} = ${this.text(type, place, mode)};`];
  }

  #fields(fields: readonly FieldModel[], place: string, mode: Mode): string[] {
    const names = new Names();
    return fields.flatMap(({ name, type, optional, doc }) => {
      const field = names.claim(kebab(name));
      const text = this.text(type, `${place}-${field}`, mode);
      const note = camelCase(field) === name ? undefined : `${JSON.stringify(name)} in TypeScript.`;
      return [
        ...docLines([doc, note].filter(Boolean).join('\n')),
        `${witName(field)}: ${optional ? `option<${text}>` : text},`,
      ];
    });
  }

  #variantCases(
    tag: string,
    all: readonly VariantCase[],
    { place, mode }: { place: string; mode: Mode },
  ): string[] {
    const names = new Names();
    return all.flatMap(({ values, type }) => {
      const wanted =
        values.length > 1 && type.kind === 'ref' ? kebab(type.name) : values.map(caseName).join('-or-');
      const name = names.claim(wanted);
      const note = values.some((value) => value !== name)
        ? [`/// ${spoken(tag)}: ${values.map(spoken).join(', ')}`]
        : [];
      if (this.#isBare(type)) return [...note, `${witName(name)},`];
      return [...note, `${witName(name)}(${this.text(type, `${place}-${name}`, mode)}),`];
    });
  }

  /** Whether a case of a variant says by its name alone all that there is. */
  #isBare(type: TypeModel): boolean {
    const { types } = this.#places;
    let bare = type;
    // Aliases end, because what holds itself is not written.
    while (bare.kind === 'ref') bare = named(types, bare.name);
    return bare.kind === 'object' && said(bare.fields).length === 0;
  }

  #unionCases(members: readonly TypeModel[], place: string, mode: Mode): string[] {
    const names = new Names();
    return members.map((member) => {
      const name = names.claim(
        member.kind === 'ref' || member.kind === 'stub' ? kebab(member.name) : wordFor(member),
      );
      return `${witName(name)}(${this.text(member, `${place}-${name}`, mode)}),`;
    });
  }

  #tuple(members: readonly TypeModel[], place: string, mode: Mode): string {
    if (members.length === 0) return this.use(this.#places.helperAt('nothing'));
    return `tuple<${members.map((one, index) => this.text(one, `${place}${index + 1}`, mode)).join(', ')}>`;
  }

  #union(members: readonly TypeModel[], place: string, mode: Mode): string {
    const rest = members.filter((member) => !isNothing(member));
    const [only] = rest;
    if (!only) return this.use(this.#places.helperAt('nothing'));
    const text =
      rest.length === 1
        ? this.text(only, place, mode)
        : this.#declared({ kind: 'union', of: rest }, place, mode);
    return members.filter(isNothing).reduce((inner) => `option<${inner}>`, text);
  }

  #declared(type: TypeModel, place: string, mode: Mode): string {
    const name = this.#in.names.claim(place);
    this.declare(name, type, { mode });
    return witName(name);
  }

  #ref(name: string, mode: Mode): string {
    if (!this.#places.isLocal(name)) return this.use(this.#places.typeAt(name));
    const type = named(this.#places.types, name);
    if (type.kind !== 'object' && type.kind !== 'variant' && type.kind !== 'union')
      return this.text(type, kebab(name), mode);
    const key = `${mode} ${name}`;
    const local = this.#local.get(key) ?? this.#in.names.claim(kebab(name));
    if (!this.#local.has(key)) {
      this.#local.set(key, local);
      this.declare(local, type, { mode });
    }
    return witName(local);
  }

  #stream(item: TypeModel, place: string, mode: Mode): string {
    const owner = mode === 'own' ? this : this.#streams();
    return this.use([owner.#in.path, owner.#declareStream(item, place, 'Dropping it ends the stream.')]);
  }

  #declareStream(item: TypeModel, place: string, doc: string): string {
    const name = this.#in.names.claim(`${place}-stream`);
    this.#in.addType(() => {
      const error = this.use(this.#places.helperAt('error'));
      const next = this.text(item, `${place}-item`, 'own');
      return [
        ...docLines(doc),
        ...block(`resource ${witName(name)}`, [
          '/// None at the end.',
          `next: func() -> result<option<${next}>, ${error}>;`,
        ]),
      ];
    });
    return name;
  }
}
