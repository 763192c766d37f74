import { expectation } from './expectation.ts';
import type { JsonSchema } from './json-schema.ts';
import { nearest } from './nearest.ts';
import { preview } from './preview.ts';

/** Whether a JSON value is an object, and no list. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text that two JSON values share if they are equal, in whatever order their keys stand. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort()) : part,
  );

interface ValueFault {
  readonly found: string;
  readonly expected: string;
  readonly hint?: string;
}

/**
 * What is wrong with a value by itself; what it holds is looked at elsewhere.
 *
 * @param value a JSON value
 * @param schema what it should be
 * @param fits whether the value is what another schema describes
 */
export const valueFaults = (
  value: unknown,
  schema: JsonSchema,
  fits: (schema: JsonSchema) => boolean,
): ValueFault[] => {
  if (!isRight(value, schema) || (schema.not && fits(schema.not)))
    return [{ found: preview(value), expected: expectation(schema), ...didYouMean(value, schema) }];
  return sizesOf(value, schema).flatMap(([size, least, most, unit]) => {
    const found = unit === undefined ? preview(value) : `${preview(value)}${counted(value, size, unit)}`;
    if (least !== undefined && size < least)
      return [{ found, expected: `${expectation(schema)}${bound('at least', least, unit)}` }];
    if (most !== undefined && size > most)
      return [{ found, expected: `${expectation(schema)}${bound('at most', most, unit)}` }];
    return [];
  });
};

const isRight = (value: unknown, { const: constant, enum: values, type, pattern }: JsonSchema): boolean => {
  if (type !== undefined && ![type].flat().some((name) => isType(value, name))) return false;
  if (constant !== undefined && canonical(value) !== canonical(constant)) return false;
  if (values && !values.some((one) => canonical(one) === canonical(value))) return false;
  return typeof value !== 'string' || pattern === undefined || new RegExp(pattern, 'u').test(value);
};

const isType = (value: unknown, name: string): boolean => {
  if (name === 'object') return isRecord(value);
  if (name === 'array') return Array.isArray(value);
  if (name === 'null') return value === null;
  if (name === 'integer') return Number.isInteger(value);
  // JSON can write a number that no double holds: it is read as Infinity.
  return name === 'number' ? Number.isFinite(value) : typeof value === name;
};

const didYouMean = (value: unknown, { enum: values = [] }: JsonSchema): { readonly hint?: string } => {
  const words = values.filter((one) => typeof one === 'string');
  const meant = typeof value === 'string' ? nearest(value, words) : undefined;
  return meant === undefined ? {} : { hint: `did you mean ${JSON.stringify(meant)}?` };
};

type Size = readonly [size: number, least: number | undefined, most: number | undefined, unit?: string];

const sizesOf = (value: unknown, schema: JsonSchema): Size[] => {
  if (typeof value === 'number') return [[value, schema.minimum, schema.maximum]];
  if (Array.isArray(value)) return [[value.length, schema.minItems, schema.maxItems, 'item']];
  if (isRecord(value))
    return [[Object.keys(value).length, schema.minProperties, schema.maxProperties, 'key']];
  const { minLength, maxLength } = schema;
  if (typeof value !== 'string' || (minLength ?? maxLength) === undefined) return [];
  return [[[...value].length, minLength, maxLength, 'character']];
};

/** A long text is cut, so that its length is not seen. */
const counted = (value: unknown, size: number, unit: string): string =>
  typeof value === 'string' && size > 20 ? ` of ${size} ${unit}s` : '';

/** One at least goes without saying, where an empty value was found. */
const bound = (side: string, limit: number, unit: string | undefined): string => {
  if (unit === undefined) return `, ${side} ${limit}`;
  if (limit === 1 && side === 'at least') return '';
  return `, ${side} ${limit} ${unit}${limit === 1 ? '' : 's'}`;
};
