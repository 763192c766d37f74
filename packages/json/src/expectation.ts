import { type JsonSchema, typeNouns } from './json-schema.ts';
import { alternatives } from './preview.ts';

/**
 * What a schema asks for, as a noun phrase.
 *
 * @param schema its constant or its list of words goes before its `description`, that before its type
 */
export const expectation = (schema: JsonSchema): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return alternatives(schema.enum);
  if (schema.description !== undefined) return schema.description;
  if (schema.pattern !== undefined) return `a string like ${schema.pattern}`;
  const types = [schema.type ?? []].flat();
  return types.length > 0 ? types.map((type) => typeNouns.get(type)).join(' or ') : 'another value';
};
