import type { ContractModel, TypeModel } from '../contract/model.ts';
import { isIdentifier, literal } from '../literal.ts';
import { arrow, block, bracketed, head } from './layout.ts';
import { fieldName, isInherited, localNames, type ModuleNames, namePart } from './names.ts';
import { inside, lends, type Place } from './place.ts';
import { typeText } from './type-text.ts';
import { kindsText, namedType, valueKinds } from './value-kinds.ts';

type OfKind<Kind extends TypeModel['kind']> = Extract<TypeModel, { readonly kind: Kind }>;

/** What names of the contract are called in the module. */
export interface Terms {
  /** A named type or an interface. */
  type(name: string): string;
  /** The constant that describes an interface. */
  wire(name: string): string;
}

/** The functions of a wire module that write and read values, made as they are asked for. */
export class Codecs {
  /** Whether one of them needs the type `Draft`. */
  hasDrafts = false;
  readonly #model: ContractModel;
  readonly #names: ModuleNames;
  readonly #terms: Terms;
  readonly #known = new Map<string, string>();
  readonly #texts = new Map<string, string>();
  readonly #valueNames = new Map<string, string>();

  constructor(model: ContractModel, names: ModuleNames, terms: Terms) {
    this.#model = model;
    this.#names = names;
    this.#terms = terms;
  }

  /** The functions' texts, sorted by name. */
  get texts(): string[] {
    return sorted(this.#texts).map(([, text]) => text);
  }

  /** The constants that hold the values of enums and literals, sorted by name. */
  get values(): { name: string; list: unknown }[] {
    return sorted(new Map([...this.#valueNames].map(([key, name]) => [name, key]))).map(([name, key]) => ({
      name,
      list: JSON.parse(key),
    }));
  }

  /**
   * A statement that writes a value where it may be absent: as a field, a parameter or in a tuple.
   *
   * @param value code that is the value, and stays the same as long as nothing is assigned
   * @param at code that is the value's key
   */
  writeField(type: TypeModel, value: string, at: string, place: Place): string {
    const write = `${this.writeValue(present(type), value, at, place)};`;
    return type.kind === 'option' ? `if (w.has(${value})) ${write}` : write;
  }

  /** An expression that reads what {@link writeField} writes. */
  readField(type: TypeModel, at: string, place: Place): string {
    const read = this.readValue(present(type), at, place);
    return type.kind === 'option' ? `r.has() ? ${read} : undefined` : read;
  }

  /** An expression that reads a value. */
  readValue(type: TypeModel, at: string, place: Place): string {
    const item = (of: TypeModel, part: string) => `read${this.#item(of, inside(place, part))}`;
    switch (type.kind) {
      case 'void':
        return `r.undefined(${at})`;
      case 'literal':
        return `r.oneOf(${at}, ${this.#values([type.value], place)})`;
      case 'enum':
        return `r.oneOf(${at}, ${this.#values(type.values, place)})`;
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

  /** An expression that writes a value. */
  writeValue(type: TypeModel, value: string, at: string, place: Place): string {
    const item = (of: TypeModel, part: string) => `write${this.#item(of, inside(place, part))}`;
    switch (type.kind) {
      case 'void':
        return `w.undefined(${value}, ${at})`;
      case 'literal':
        return `w.oneOf(${value}, ${at}, ${this.#values([type.value], place)})`;
      case 'enum':
        return `w.oneOf(${value}, ${at}, ${this.#values(type.values, place)})`;
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

  /** The functions that write and read a type: what follows `write` and `read` in their names. */
  #item(type: TypeModel, place: Place): string {
    const isGiven = place.owned && lends(type, this.#model);
    const key = JSON.stringify([isGiven, type], (name, value) => (name === 'doc' ? undefined : value));
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const wanted = `${isGiven ? 'Owned' : ''}${wantedName(type, place)}`;
    const name = this.#names.takeAll(wanted, (base) => [`write${base}`, `read${base}`]);
    // Before its text is made, in which a recursive type asks for it again.
    this.#known.set(key, name);
    const own = { name: type.kind === 'option' ? place.name : name, owned: place.owned };
    const body = type.kind === 'ref' ? namedType(type.name, this.#model) : type;
    this.#texts.set(name, `${this.#writer(name, type, body, own)}\n\n${this.#reader(name, type, body, own)}`);
    return name;
  }

  #writer(name: string, type: TypeModel, body: TypeModel, place: Place): string {
    const value = `value: ${typeText(type, 'write', this.#terms.type)}`;
    const start = head(`write${name}`, ['w: WireWriter', value, 'at: WireKey'], 'void');
    switch (body.kind) {
      case 'object':
        return block(start, this.#writeObject(body, place));
      case 'tuple':
        return block(start, this.#writeTuple(body.of, place));
      case 'union':
        return block(start, this.#writeUnion(body.of, place));
      case 'variant':
        return block(start, this.#writeVariant(body, place));
      case 'option':
        return block(start, [this.writeField(body, 'value', 'at', place)]);
      default:
        return arrow(start, this.writeValue(body, 'value', 'at', place));
    }
  }

  #reader(name: string, type: TypeModel, body: TypeModel, place: Place): string {
    const result = typeText(type, 'read', this.#terms.type);
    const start = head(`read${name}`, ['r: WireReader', 'at: WireKey'], result);
    switch (body.kind) {
      case 'object':
        return block(
          start,
          this.#readObject(body, type.kind === 'ref' ? this.#draft(result) : result, place),
        );
      case 'tuple':
        return block(start, this.#readTuple(body.of, result, place));
      case 'union':
        return block(start, this.#readUnion(body.of, place));
      case 'variant':
        return block(start, this.#readVariant(body, place));
      default:
        return arrow(start, this.readField(body, 'at', place));
    }
  }

  #writeObject({ fields }: OfKind<'object'>, place: Place): string[] {
    const locals = localNames(
      fields.map(({ name }) => name),
      ['at', 'value', 'r', 'w'],
    );
    const lines = fields.flatMap((field, index) => {
      const { type, name } = field;
      const own = inside(place, name);
      if (field.optional && isInherited(name)) {
        const local = locals[index] as string;
        const get = `const ${local} = Object.hasOwn(value, ${literal(name)}) ? ${member(name)} : undefined;`;
        return [get, this.writeField(optional(type), local, literal(name), own)];
      }
      return this.writeField(field.optional ? optional(type) : type, member(name), literal(name), own);
    });
    return ['w.object(value, at);', ...lines, 'w.end();'];
  }

  #readObject({ fields }: OfKind<'object'>, draft: string, place: Place): string[] {
    const locals = localNames(
      fields.map(({ name }) => name),
      ['at', 'value', 'r', 'w'],
    );
    const named = fields.map((field, index) => ({ ...field, local: locals[index] as string }));
    const lines = named.map(({ name, type, local, optional: mayMiss }) => {
      const value = this.readField(mayMiss ? optional(type) : type, literal(name), inside(place, name));
      return `const ${local} = ${value};`;
    });
    const required = named.filter((field) => !field.optional).map(({ name, local }) => entry(name, local));
    const maybe = named.filter((field) => field.optional);
    // TypeScript takes no object that lacks a field for one with a field that every object inherits.
    const odd = maybe.filter(({ name }) => isInherited(name));
    const rest = maybe.filter(({ name }) => !isInherited(name));
    const spread = odd.map(({ name, local }) => `...(${local} !== undefined && { ${entry(name, local)} })`);
    const entries = [...required, ...spread];
    const made = entries.length > 0 ? `{ ${entries.join(', ')} }` : '{}';
    const start = ['r.object(at);', ...lines, 'r.end();'];
    if (rest.length === 0) return [...start, `return ${made};`];
    if (draft.startsWith('Draft<')) this.hasDrafts = true;
    const sets = rest.map(({ name, local }) => `if (${local} !== undefined) ${member(name)} = ${local};`);
    return [...start, `const value: ${draft} = ${made};`, ...sets, 'return value;'];
  }

  #draft(type: string): string {
    return `Draft<${type}>`;
  }

  #writeTuple(of: readonly TypeModel[], place: Place): string[] {
    const lines = of.map((one, index) =>
      this.writeField(one, `value[${index}]`, `${index}`, inside(place, index)),
    );
    return [`w.tuple(value, at, ${of.length});`, ...lines, 'w.leave();'];
  }

  #readTuple(of: readonly TypeModel[], result: string, place: Place): string[] {
    const values = of.map((one, index) => this.readField(one, `${index}`, inside(place, index)));
    return [
      'r.tuple(at);',
      `${bracketed(`const value: ${result} = `, values, 2)};`,
      'r.leave();',
      'return value;',
    ];
  }

  #writeUnion(of: readonly TypeModel[], place: Place): string[] {
    const cases = this.#members(
      of,
      (type, own) => {
        if (type.kind === 'null' || type.kind === 'undefined') return `w.${type.kind}(${type.kind}, at)`;
        const text = typeText(type, 'write', this.#terms.type);
        return this.writeValue(type, `value as ${text}`, 'at', own);
      },
      place,
    );
    const fail = `return w.fail(at, ${literal(this.#expected(of))}, value);`;
    return ['switch (w.union(value, at)) {', ...cases, '  default:', `    ${fail}`, '}'];
  }

  #readUnion(of: readonly TypeModel[], place: Place): string[] {
    const cases = this.#members(of, (type, own) => this.readValue(type, 'at', own), place);
    const fail = `return r.fail(at, ${literal(this.#expected(of))}, kind);`;
    const start = ['const kind = r.union(at);', 'switch (kind) {'];
    return [...start, ...cases, '  default:', `    ${fail}`, '}'];
  }

  #members(
    of: readonly TypeModel[],
    code: (type: TypeModel, place: Place) => string,
    place: Place,
  ): string[] {
    return of.flatMap((type) => {
      const kinds = valueKinds(type, this.#model);
      const labels = kinds.map((kind) => `  case ${literal(kind)}:`);
      return [...labels, `    return ${code(type, inside(place, kinds[0] ?? ''))};`];
    });
  }

  #expected(of: readonly TypeModel[]): string {
    return kindsText(valueKinds({ kind: 'union', of }, this.#model));
  }

  #writeVariant({ tag, cases }: OfKind<'variant'>, place: Place): string[] {
    const values = cases.flatMap((one) => one.values);
    const tagged = isIdentifier(fieldName(tag)) ? `value?.${tag}` : `value?.[${literal(tag)}]`;
    const lines = cases.flatMap((one) => {
      const [first = ''] = one.values;
      const labels = one.values.map((value) => `  case ${literal(value)}:`);
      return [
        ...labels,
        `    return ${this.writeValue(one.type, 'value', 'at', inside(place, String(first)))};`,
      ];
    });
    const names = this.#values(values, inside(place, tag));
    return [`w.oneOf(${tagged}, at, ${names});`, `switch (${member(tag)}) {`, ...lines, '}'];
  }

  #readVariant({ tag, cases }: OfKind<'variant'>, place: Place): string[] {
    const values = cases.flatMap((one) => one.values);
    const lines = cases.flatMap((one) => {
      const [first = ''] = one.values;
      const labels = one.values.map((value) => `  case ${literal(value)}:`);
      return [...labels, `    return ${this.readValue(one.type, 'at', inside(place, String(first)))};`];
    });
    return [`switch (r.oneOf(at, ${this.#values(values, inside(place, tag))})) {`, ...lines, '}'];
  }

  /** The constant that holds some values. */
  #values(list: readonly unknown[], { name }: Place): string {
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

const optional = (type: TypeModel): TypeModel => ({ kind: 'option', of: type });

/** A field of `value`, as code. */
const member = (name: string): string =>
  isIdentifier(fieldName(name)) ? `value.${name}` : `value[${literal(name)}]`;

/** A field in an object that is made, as code. */
const entry = (name: string, local: string): string => {
  if (name === local) return name;
  return `${isIdentifier(name) ? name : literal(name)}: ${local}`;
};

const sorted = (map: ReadonlyMap<string, string>): [string, string][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));
