import { unsupportedKeyword } from './errors.ts';
import type { Path } from './fault.ts';
import { alternatives, nearest, preview } from './preview.ts';

type TypeName = 'array' | 'boolean' | 'integer' | 'null' | 'number' | 'object' | 'string';

/**
 * The part of JSON Schema 2020-12 that documents need. A `description` is read aloud as what was
 * expected, so it is a noun phrase: "a size such as "64MB"".
 */
export interface JsonSchema {
  readonly type?: TypeName | readonly TypeName[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly not?: JsonSchema;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly $schema?: string;
  readonly $id?: string;
  readonly $comment?: string;
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
}

/** What a schema finds wrong with a value, without a place in a text. */
export interface SchemaFault {
  readonly path: Path;
  readonly found: string;
  readonly expected: string;
  readonly hint?: string;
}

/**
 * All that a schema finds wrong with a value.
 *
 * The checker is our own: what it must do well is to say what was found and expected, which a general
 * validator does not know, and it has to fit into an edge bundle.
 *
 * @param value a JSON value
 * @param schema what it should be
 * @param path where the value stands
 * @throws MortiseError `unsupported_keyword` for a schema that says more than {@link JsonSchema} can
 */
export const checkSchema = (value: unknown, schema: JsonSchema, path: Path = []): SchemaFault[] => {
  for (const keyword of Object.keys(schema)) if (!keywords.has(keyword)) throw unsupportedKeyword(keyword, path);
  if (!fits(value, schema)) return [{ path, found: preview(value), expected: expectation(schema) }];
  if (Array.isArray(value)) return checkItems(value, schema, path);
  return isObject(value) ? checkMembers(value, schema, path) : [];
};

const checkItems = (list: readonly unknown[], { items }: JsonSchema, path: Path): SchemaFault[] =>
  items ? list.flatMap((item, index) => checkSchema(item, items, [...path, index])) : [];

const checkMembers = (value: Record<string, unknown>, schema: JsonSchema, path: Path): SchemaFault[] => {
  const { required = [], properties = {}, additionalProperties = true, propertyNames } = schema;
  const missing = required
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => ({
      path: [...path, key],
      found: 'nothing',
      expected: expectation(properties[key] ?? {}),
      hint: `add ${JSON.stringify(key)}`,
    }));
  const wrong = Object.entries(value).flatMap(([key, member]): SchemaFault[] => {
    const at = [...path, key];
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (known) return checkSchema(member, known, at);
    if (additionalProperties === false) return [unknownKey(at, key, Object.keys(properties))];
    const name = propertyNames ? checkSchema(key, propertyNames, at) : [];
    return additionalProperties === true ? name : [...name, ...checkSchema(member, additionalProperties, at)];
  });
  return [...missing, ...wrong];
};

const unknownKey = (path: Path, key: string, properties: readonly string[]): SchemaFault => {
  const known = properties.filter((name) => !name.startsWith('$'));
  const meant = nearest(key, known);
  return {
    path,
    found: `unknown key ${JSON.stringify(key)}`,
    expected: known.length > 0 ? alternatives(known) : 'no key',
    hint: meant ? `did you mean ${JSON.stringify(meant)}?` : 'take it out',
  };
};

/** Whether a value is right by itself; what it holds is looked at afterwards. */
const fits = (value: unknown, schema: JsonSchema): boolean => {
  const { const: constant, enum: values, not, type, pattern } = schema;
  const types = [type ?? []].flat();
  if (types.length > 0 && !types.some((name) => isType(value, name))) return false;
  if (constant !== undefined && !isSame(value, constant)) return false;
  if (values && !values.some((one) => isSame(value, one))) return false;
  if (not && checkSchema(value, not).length === 0) return false;
  if (typeof value === 'string') {
    const matches = pattern === undefined || new RegExp(pattern, 'u').test(value);
    return matches && isBetween(value.length, schema.minLength, schema.maxLength);
  }
  if (typeof value === 'number') return isBetween(value, schema.minimum, schema.maximum);
  if (Array.isArray(value)) {
    const isUnique = !schema.uniqueItems || new Set(value.map((item) => JSON.stringify(item))).size === value.length;
    return isUnique && isBetween(value.length, schema.minItems, schema.maxItems);
  }
  return !isObject(value) || isBetween(Object.keys(value).length, schema.minProperties, schema.maxProperties);
};

const isBetween = (value: number, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY): boolean =>
  value >= least && value <= most;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const isType = (value: unknown, name: TypeName): boolean => {
  if (name === 'object') return isObject(value);
  if (name === 'array') return Array.isArray(value);
  if (name === 'null') return value === null;
  return name === 'integer' ? Number.isInteger(value) : typeof value === name;
};

const nouns: Readonly<Record<TypeName, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

const expectation = (schema: JsonSchema): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return alternatives(schema.enum);
  if (schema.description) return schema.description;
  const types = [schema.type ?? []].flat();
  if (schema.pattern) return `a string like ${schema.pattern}`;
  return types.length > 0 ? types.map((type) => nouns[type]).join(' or ') : 'another value';
};

const keywords: ReadonlySet<string> = new Set<keyof JsonSchema>([
  '$comment',
  '$id',
  '$schema',
  'additionalProperties',
  'const',
  'default',
  'description',
  'enum',
  'examples',
  'items',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'not',
  'pattern',
  'properties',
  'propertyNames',
  'required',
  'title',
  'type',
  'uniqueItems',
]);
