import { type Complaint, checkSchema, type JsonSchema, type Path } from '@mortise/json';
import { integerKinds } from './integer-kinds.ts';
import type { ContractModel, MethodModel, TypeModel } from './model.ts';

/** A fault of a model, without a place in a text. */
export interface ModelFault extends Complaint {
  readonly path: Path;
}

const plain = new Set<string>([
  ...integerKinds,
  'bigint',
  'boolean',
  'bytes',
  'date',
  'null',
  'number',
  'string',
  'undefined',
  'void',
]);

const inner: JsonSchema = { type: 'object', required: ['kind'], description: 'a type' };
const list = (items: JsonSchema, description: string): JsonSchema => ({
  type: 'array',
  minItems: 1,
  items,
  description,
});
const value: JsonSchema = { type: ['string', 'number', 'boolean'], description: 'a literal' };

/** What each kind of type has beside its kind. */
const shapes: Readonly<Record<string, JsonSchema>> = {
  literal: { required: ['value'], properties: { value } },
  enum: {
    required: ['values'],
    properties: { values: list({ type: ['string', 'number'] }, 'strings or numbers') },
  },
  list: { required: ['of'], properties: { of: inner } },
  record: { required: ['of'], properties: { of: inner } },
  option: { required: ['of'], properties: { of: inner } },
  stream: { required: ['of'], properties: { of: inner } },
  tuple: { required: ['of'], properties: { of: list(inner, 'a list of types') } },
  union: { required: ['of'], properties: { of: list(inner, 'a list of types') } },
  variant: {
    required: ['tag', 'cases'],
    properties: {
      tag: { type: 'string' },
      cases: list(
        {
          type: 'object',
          required: ['values', 'type'],
          properties: { values: list(value, 'literals'), type: inner },
        },
        'a list of cases',
      ),
    },
  },
  object: {
    required: ['fields'],
    properties: {
      fields: {
        type: 'array',
        items: {
          type: 'object',
          required: ['name', 'type'],
          properties: {
            name: { type: 'string', not: { const: '__proto__' }, description: 'the name of a field' },
            type: inner,
            optional: { type: 'boolean' },
            doc: { type: 'string' },
          },
        },
      },
    },
  },
  ref: { required: ['name'], properties: { name: { type: 'string' } } },
  stub: { required: ['name'], properties: { name: { type: 'string' }, owned: { type: 'boolean' } } },
};

/**
 * What is wrong inside the types of a model that another package brings.
 *
 * @param model one that fits `modelSchema`
 */
export const modelFaults = (model: ContractModel): ModelFault[] => [
  ...ofMethods(model, model.methods, ['methods']),
  ...Object.entries(model.types).flatMap(([name, { type }]) => ofType(model, type, ['types', name, 'type'])),
  ...Object.entries(model.interfaces).flatMap(([name, { methods }]) =>
    ofMethods(model, methods, ['interfaces', name, 'methods']),
  ),
];

const ofMethods = (model: ContractModel, methods: readonly MethodModel[], path: Path): ModelFault[] =>
  methods.flatMap(({ params, result }, index) => [
    ...params.flatMap(({ type }, place) => ofType(model, type, [...path, index, 'params', place, 'type'])),
    ...ofType(model, result.type, [...path, index, 'result', 'type']),
  ]);

const ofType = (model: ContractModel, type: TypeModel, path: Path): ModelFault[] => {
  if (plain.has(type.kind)) return [];
  const shape = Object.hasOwn(shapes, type.kind) ? shapes[type.kind] : undefined;
  if (!shape) {
    const hint = 'update Mortise: a newer one wrote this model';
    const found = JSON.stringify(type.kind);
    return [{ path: [...path, 'kind'], found, expected: 'a kind of type that is known here', hint }];
  }
  const faults = checkSchema(type, shape, path);
  if (faults.length > 0) return faults;
  switch (type.kind) {
    case 'ref':
      return known(type.name, model.types, 'the name of a type of the model', path);
    case 'stub':
      return known(type.name, model.interfaces, 'the name of an interface of the model', path);
    case 'list':
    case 'record':
    case 'option':
    case 'stream':
      return ofType(model, type.of, [...path, 'of']);
    case 'tuple':
    case 'union':
      return type.of.flatMap((one, index) => ofType(model, one, [...path, 'of', index]));
    case 'variant':
      return type.cases.flatMap((one, index) => ofType(model, one.type, [...path, 'cases', index, 'type']));
    case 'object':
      return type.fields.flatMap((one, index) => ofType(model, one.type, [...path, 'fields', index, 'type']));
    default:
      return [];
  }
};

const known = (name: string, all: object, expected: string, path: Path): ModelFault[] =>
  Object.hasOwn(all, name) ? [] : [{ path: [...path, 'name'], found: JSON.stringify(name), expected }];
