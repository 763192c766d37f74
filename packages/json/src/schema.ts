import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type { Path } from './fault.ts';
import { alternatives, nearest, preview } from './preview.ts';

/** A JSON Schema, 2020-12. A `description` is read aloud as what was expected, so it is a noun phrase. */
export type JsonSchema = Schema;

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
 * `@cfworker/json-schema` does the checking: it knows the whole standard, needs no code generation
 * (so it runs where `eval` does not) and is a twentieth of the size of its better known peer.
 *
 * @param value a JSON value
 * @param schema what it should be
 */
export const checkSchema = (value: unknown, schema: JsonSchema): SchemaFault[] => {
  const { errors } = new Validator(schema, '2020-12', false).validate(value);
  return errors.flatMap((error, index) => describe(error, errors[index - 1], value, schema));
};

/** Errors that only say that a part has errors, which follow them. */
const wrappers = new Set([
  'properties',
  'additionalProperties',
  'items',
  '$ref',
  'propertyNames',
  'prefixItems',
  'if',
  'allOf',
]);

const describe = (
  error: OutputUnit,
  before: OutputUnit | undefined,
  value: unknown,
  root: JsonSchema,
): SchemaFault[] => {
  if (wrappers.has(error.keyword)) return [];
  const path = toPath(error.instanceLocation, value);
  const at = valueAt(value, path);
  if (error.keyword === 'false') return unknownKey(path, before, root);
  const schema = schemaAt(root, error.keywordLocation.replace(/\/[^/]*$/, ''));
  if (error.keyword === 'required') {
    const key = /"(.*)"/.exec(error.error)?.[1] ?? '';
    const missing = (schema?.properties?.[key] ?? {}) as JsonSchema;
    return [
      {
        path: [...path, key],
        found: 'nothing',
        expected: expectation(missing),
        hint: `add ${JSON.stringify(key)}`,
      },
    ];
  }
  const found = before?.keyword === 'propertyNames' ? JSON.stringify(path.at(-1)) : preview(at);
  return [{ path, found, expected: schema ? expectation(schema) : error.error }];
};

const unknownKey = (path: Path, before: OutputUnit | undefined, root: JsonSchema): SchemaFault[] => {
  const parent = before && schemaAt(root, before.keywordLocation.replace(/\/[^/]*$/, ''));
  const known = Object.keys(parent?.properties ?? {}).filter((key) => key !== '$schema');
  const key = String(path.at(-1));
  // The validator also names a known key here, when that key's value has faults of its own.
  if (known.includes(key)) return [];
  const meant = nearest(key, known);
  return [
    {
      path,
      found: `unknown key ${JSON.stringify(key)}`,
      expected: known.length > 0 ? alternatives(known) : 'no such key',
      hint: meant ? `did you mean ${JSON.stringify(meant)}?` : 'take it out',
    },
  ];
};

const nouns: Record<string, string> = {
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
  if (types.length > 0) return types.map((type) => nouns[type] ?? type).join(' or ');
  return schema.pattern ? `text like ${schema.pattern}` : 'another value';
};

/** The steps of a JSON pointer as the validator writes it, indexes of lists as numbers. */
const toPath = (pointer: string, value: unknown): Path => {
  let at = value;
  return steps(pointer).map((step) => {
    const key = Array.isArray(at) ? Number(step) : step;
    at = valueAt(at, [key]);
    return key;
  });
};

const steps = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => decodeURI(step).replaceAll('~1', '/').replaceAll('~0', '~'));

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (at, key) =>
      at !== null && typeof at === 'object' && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined,
    value,
  );

const schemaAt = (root: JsonSchema, pointer: string): JsonSchema | undefined => {
  let at: JsonSchema | undefined = root;
  for (const step of steps(pointer)) {
    at =
      step === '$ref' && typeof at?.$ref === 'string'
        ? schemaAt(root, at.$ref)
        : (at?.[step] as JsonSchema | undefined);
  }
  return at;
};
