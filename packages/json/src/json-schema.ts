import { unsupportedKeyword } from './errors.ts';
import { formatPath, type Path } from './fault.ts';

/**
 * The part of JSON Schema 2020-12 that documents need. A `description` is read aloud as what was
 * expected, so it is a noun phrase: `a size such as "64MB"`. A schema that stands in a JSON module
 * fits this type as it is.
 */
export interface JsonSchema {
  /** `array`, `boolean`, `integer`, `null`, `number`, `object` or `string`, or a list of these. */
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly not?: JsonSchema;
  /** A regular expression, read with the flag `u`. */
  readonly pattern?: string;
  /** In characters (code points). */
  readonly minLength?: number;
  /** In characters (code points). */
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

/** The types of JSON Schema, as a person calls them. */
export const typeNouns: ReadonlyMap<string, string> = new Map([
  ['array', 'a list'],
  ['boolean', 'true or false'],
  ['integer', 'a whole number'],
  ['null', 'null'],
  ['number', 'a number'],
  ['object', 'an object'],
  ['string', 'a string'],
]);

/** All keywords, so that the compiler sees to it that none of {@link JsonSchema} is left out. */
const keywords: Readonly<Record<keyof JsonSchema, true>> = {
  $comment: true,
  $id: true,
  $schema: true,
  additionalProperties: true,
  const: true,
  default: true,
  description: true,
  enum: true,
  examples: true,
  items: true,
  maximum: true,
  maxItems: true,
  maxLength: true,
  maxProperties: true,
  minimum: true,
  minItems: true,
  minLength: true,
  minProperties: true,
  not: true,
  pattern: true,
  properties: true,
  propertyNames: true,
  required: true,
  title: true,
  type: true,
  uniqueItems: true,
};

const known = new WeakSet<JsonSchema>();

/**
 * Refuses a schema that says what the checker does not understand, wherever in it that stands: what
 * is passed over in silence would let wrong documents through.
 *
 * @param schema is looked through once, however often it is asked for
 * @param path where in the schema this part stands
 * @throws MortiseError `unsupported_keyword`
 */
export const checkKeywords = (schema: JsonSchema, path: Path = []): void => {
  if (known.has(schema)) return;
  for (const keyword of Object.keys(schema)) {
    if (!Object.hasOwn(keywords, keyword)) throw unsupportedKeyword(keyword, formatPath(path));
  }
  for (const type of [schema.type ?? []].flat()) {
    if (!typeNouns.has(type)) throw unsupportedKeyword(`type: ${type}`, formatPath(path));
  }
  const { items, not, propertyNames, additionalProperties, properties = {} } = schema;
  for (const [keyword, part] of Object.entries({ items, not, propertyNames, additionalProperties })) {
    if (typeof part === 'object') checkKeywords(part, [...path, keyword]);
  }
  for (const [key, part] of Object.entries(properties)) checkKeywords(part, [...path, 'properties', key]);
  known.add(schema);
};
