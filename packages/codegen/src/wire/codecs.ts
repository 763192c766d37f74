import type { ContractModel, TypeModel } from '../contract/model.ts';
import { type Parts, readLines, writeLines } from './composites.ts';
import { arrow, block, head } from './layout.ts';
import { type ModuleNames, namePart } from './names.ts';
import { inside, lends, type Place } from './place.ts';
import { typeText } from './type-text.ts';
import { namedType } from './value-kinds.ts';

/** What names of the contract are called in the module. */
export interface Terms {
  /** A named type or an interface. */
  type(name: string): string;
  /** The constant that describes an interface. */
  wire(name: string): string;
}

/** The functions of a wire module that write and read values, made as they are asked for. */
export class Codecs implements Parts {
  /** Whether one of them needs the type `Draft`. */
  hasDrafts = false;
  readonly model: ContractModel;
  readonly #names: ModuleNames;
  readonly #terms: Terms;
  readonly #known = new Map<string, string>();
  readonly #texts = new Map<string, string>();
  readonly #valueNames = new Map<string, string>();

  constructor(model: ContractModel, names: ModuleNames, terms: Terms) {
    this.model = model;
    this.#names = names;
    this.#terms = terms;
  }

  /** The functions' texts, sorted by name. */
  get texts(): string[] {
    return sorted(this.#texts).map(([, text]) => text);
  }

  /** The constants that hold the values of enums and literals, sorted by name. */
  get constants(): { name: string; list: unknown }[] {
    return sorted(new Map([...this.#valueNames].map(([key, name]) => [name, key]))).map(([name, key]) => ({
      name,
      list: JSON.parse(key),
    }));
  }

  /**
   * @param value code that is the value, and stays the same as long as nothing is assigned
   * @param at code that is the value's key
   */
  writeField(type: TypeModel, value: string, at: string, place: Place): string {
    const write = `${this.writeValue(present(type), value, at, place)};`;
    return type.kind === 'option' ? `if (w.has(${value})) ${write}` : write;
  }

  readField(type: TypeModel, at: string, place: Place): string {
    const read = this.readValue(present(type), at, place);
    return type.kind === 'option' ? `r.has() ? ${read} : undefined` : read;
  }

  readValue(type: TypeModel, at: string, place: Place): string {
    const item = (of: TypeModel, part: string) => `read${this.#item(of, inside(place, part))}`;
    switch (type.kind) {
      case 'void':
        return `r.undefined(${at})`;
      case 'literal':
        return `r.oneOf(${at}, ${this.values([type.value], place)})`;
      case 'enum':
        return `r.oneOf(${at}, ${this.values(type.values, place)})`;
      case 'list':
        return `r.list(${at}, ${item(type.of, 'item')})`;
      case 'record':
        return `r.record(${at}, ${item(type.of, 'value')})`;
      case 'stream':
        return `r.stream(${at}, ${item(type.of, 'item')})`;
      case 'stub':
        return `r.stub(${at}, ${this.#terms.wire(type.name)}, ${place.owned || type.owned === true})`;
      case 'object':
      case 'option':
      case 'ref':
      case 'tuple':
      case 'union':
      case 'variant':
        return `read${this.#item(type, place)}(r, ${at})`;
      default:
        return isInteger(type.kind) ? `r.integer(${at}, '${type.kind}')` : `r.${simple(type.kind)}(${at})`;
    }
  }

  writeValue(type: TypeModel, value: string, at: string, place: Place): string {
    const item = (of: TypeModel, part: string) => `write${this.#item(of, inside(place, part))}`;
    switch (type.kind) {
      case 'void':
        return `w.undefined(${value}, ${at})`;
      case 'literal':
        return `w.oneOf(${value}, ${at}, ${this.values([type.value], place)})`;
      case 'enum':
        return `w.oneOf(${value}, ${at}, ${this.values(type.values, place)})`;
      case 'list':
        return `w.list(${value}, ${at}, ${item(type.of, 'item')})`;
      case 'record':
        return `w.record(${value}, ${at}, ${item(type.of, 'value')})`;
      case 'stream':
        return `w.stream(${value}, ${at}, ${item(type.of, 'item')})`;
      case 'stub': {
        const owned = place.owned || type.owned === true;
        return `w.stub(${value}, ${at}, ${this.#terms.wire(type.name)}, ${owned})`;
      }
      case 'object':
      case 'option':
      case 'ref':
      case 'tuple':
      case 'union':
      case 'variant':
        return `write${this.#item(type, place)}(w, ${value}, ${at})`;
      default:
        return isInteger(type.kind)
          ? `w.integer(${value}, ${at}, '${type.kind}')`
          : `w.${simple(type.kind)}(${value}, ${at})`;
    }
  }

  written(type: TypeModel): string {
    return typeText(type, 'write', this.#terms.type);
  }

  /** The functions that write and read a type: what follows `write` and `read` in their names. */
  #item(type: TypeModel, place: Place): string {
    const isGiven = place.owned && lends(type, this.model);
    const key = JSON.stringify([isGiven, type], (name, value) => (name === 'doc' ? undefined : value));
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const wanted = `${isGiven ? 'Owned' : ''}${wantedName(type, place)}`;
    const name = this.#names.takeAll(wanted, (base) => [`write${base}`, `read${base}`]);
    // Before its text is made, in which a recursive type asks for it again.
    this.#known.set(key, name);
    const own = { name: type.kind === 'option' ? place.name : name, owned: place.owned };
    const body = type.kind === 'ref' ? namedType(type.name, this.model) : type;
    this.#texts.set(name, `${this.#writer(name, type, body, own)}\n\n${this.#reader(name, type, body, own)}`);
    return name;
  }

  #writer(name: string, type: TypeModel, body: TypeModel, place: Place): string {
    const params = ['w: WireWriter', `value: ${this.written(type)}`, 'at: WireKey'];
    const start = head(`write${name}`, params, 'void');
    const lines = writeLines(body, this, place);
    return lines ? block(start, lines) : arrow(start, this.writeValue(body, 'value', 'at', place));
  }

  #reader(name: string, type: TypeModel, body: TypeModel, place: Place): string {
    const result = typeText(type, 'read', this.#terms.type);
    const start = head(`read${name}`, ['r: WireReader', 'at: WireKey'], result);
    const made = (): string => {
      // What has no name is written out here without `readonly`.
      if (type.kind !== 'ref' || body.kind !== 'object') return result;
      this.hasDrafts = true;
      return `Draft<${result}>`;
    };
    const lines = readLines(body, this, place, made);
    return lines ? block(start, lines) : arrow(start, this.readField(body, 'at', place));
  }

  values(list: readonly unknown[], { name }: Place): string {
    const key = JSON.stringify(list);
    const known = this.#valueNames.get(key);
    if (known !== undefined) return known;
    const taken = this.#names.take(`${name.charAt(0).toLowerCase()}${name.slice(1)}Values`);
    this.#valueNames.set(key, taken);
    return taken;
  }
}

const simpleNames: Readonly<Partial<Record<TypeModel['kind'], string>>> = {
  string: 'String',
  number: 'Number',
  boolean: 'Boolean',
  null: 'Null',
  undefined: 'Undefined',
  void: 'Undefined',
  bytes: 'Bytes',
  bigint: 'Bigint',
  date: 'Date',
  u8: 'U8',
  u16: 'U16',
  u32: 'U32',
  u64: 'U64',
  s8: 'S8',
  s16: 'S16',
  s32: 'S32',
  s64: 'S64',
};

const wantedName = (type: TypeModel, place: Place): string => {
  if (type.kind === 'option') return `Optional${wantedName(present(type), place)}`;
  return simpleNames[type.kind] ?? (type.kind === 'ref' ? namePart(type.name) : place.name);
};

/** A kind whose name is that of a method of readers and writers. */
const simple = (kind: TypeModel['kind']): string => {
  if (Object.hasOwn(simpleNames, kind)) return kind;
  throw new Error(`Cannot write a type of kind ${JSON.stringify(kind)}`);
};

const isInteger = (kind: string): boolean => /^[us](?:8|16|32|64)$/.test(kind);

/** What is behind an option; a value that may be absent twice is absent once. */
const present = (type: TypeModel): TypeModel => (type.kind === 'option' ? present(type.of) : type);

const sorted = (map: ReadonlyMap<string, string>): [string, string][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));
