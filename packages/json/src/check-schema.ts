import { expectation } from './expectation.ts';
import type { Path } from './fault.ts';
import { checkKeywords, type JsonSchema } from './json-schema.ts';
import { nearest } from './nearest.ts';
import { alternatives, preview } from './preview.ts';
import { canonical, isRecord, valueFaults } from './value-faults.ts';

/** What a schema finds wrong with a value, without a place in a text. */
export interface SchemaFault {
  /** Keys and indexes from the root. */
  readonly path: Path;
  /** What is there. */
  readonly found: string;
  /** What should be there. */
  readonly expected: string;
  /** What to do about it. */
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
 * @returns the faults in the order of the value; none where it is right
 * @throws MortiseError `unsupported_keyword` for a schema that says more than {@link JsonSchema} can
 * @example
 * ```ts
 * import { checkSchema } from '@mortise/json';
 *
 * const schema = { type: 'object', properties: { port: { type: 'integer' } }, additionalProperties: false };
 * console.log(checkSchema({ prot: 80 }, schema)[0]?.hint); // did you mean "port"?
 * ```
 */
export const checkSchema = (value: unknown, schema: JsonSchema, path: Path = []): SchemaFault[] => {
  checkKeywords(schema);
  return faultsOf(value, schema, path);
};

const faultsOf = (value: unknown, schema: JsonSchema, path: Path): SchemaFault[] => {
  const own = valueFaults(value, schema, (part) => checkSchema(value, part).length === 0);
  const faults = own.map((fault) => ({ path, ...fault }));
  if (Array.isArray(value)) return [...faults, ...checkItems(value, schema, path)];
  return isRecord(value) ? [...faults, ...checkMembers(value, schema, path)] : faults;
};

const checkItems = (list: readonly unknown[], schema: JsonSchema, path: Path): SchemaFault[] => {
  const { items, uniqueItems = false } = schema;
  const first = new Map<string, number>();
  return list.flatMap((item, index): SchemaFault[] => {
    const at = [...path, index];
    const faults = items ? faultsOf(item, items, at) : [];
    if (!uniqueItems) return faults;
    const text = canonical(item);
    const other = first.get(text);
    if (other === undefined) {
      first.set(text, index);
      return faults;
    }
    const found = `${preview(item)}, which is item ${other} already`;
    return [...faults, { path: at, found, expected: 'each item once', hint: 'take one of the two out' }];
  });
};

const checkMembers = (value: Record<string, unknown>, schema: JsonSchema, path: Path): SchemaFault[] => {
  const { required = [], properties = {}, additionalProperties = true, propertyNames } = schema;
  const schemaOf = (key: string) => (Object.hasOwn(properties, key) ? properties[key] : undefined);
  const missing = required
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => ({
      path: [...path, key],
      found: 'nothing',
      expected: expectation(schemaOf(key) ?? {}),
      hint: `add ${JSON.stringify(key)}`,
    }));
  const wrong = Object.entries(value).flatMap(([key, member]): SchemaFault[] => {
    const at = [...path, key];
    const names = propertyNames ? keyFaults(key, propertyNames, at) : [];
    const known = schemaOf(key);
    if (known) return [...names, ...faultsOf(member, known, at)];
    if (additionalProperties === false) return [...names, unknownKey(at, key, Object.keys(properties))];
    if (additionalProperties === true) return names;
    return [...names, ...faultsOf(member, additionalProperties, at)];
  });
  return [...missing, ...wrong];
};

const keyFaults = (key: string, schema: JsonSchema, path: Path): SchemaFault[] =>
  faultsOf(key, schema, path).map((fault) => ({ ...fault, found: `the key ${preview(key)}` }));

const unknownKey = (path: Path, key: string, properties: readonly string[]): SchemaFault => {
  const known = properties.filter((name) => !name.startsWith('$'));
  const meant = nearest(key, known);
  return {
    path,
    found: `unknown key ${preview(key)}`,
    expected: known.length > 0 ? alternatives(known) : 'no key',
    hint: meant === undefined ? 'take it out' : `did you mean ${JSON.stringify(meant)}?`,
  };
};
