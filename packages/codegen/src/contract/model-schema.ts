import { usedContractPattern, versionPattern } from '@mortise/core';
import type { JsonSchema } from '@mortise/json';

const word = (description: string): JsonSchema => ({
  type: 'string',
  pattern: '^[A-Za-z_$][A-Za-z0-9_$]*$',
  description,
});

const text: JsonSchema = { type: 'string' };

const type: JsonSchema = {
  type: 'object',
  description: 'a type',
  required: ['kind'],
  properties: { kind: { type: 'string', description: 'the kind of a type' } },
};

const param: JsonSchema = {
  type: 'object',
  description: 'a parameter',
  required: ['name', 'type'],
  properties: { name: word('a name of the language'), type, optional: { type: 'boolean' }, doc: text },
};

const method: JsonSchema = {
  type: 'object',
  description: 'a method',
  required: ['name', 'params', 'result'],
  properties: {
    name: word('a name of the language'),
    doc: text,
    params: { type: 'array', description: 'a list of parameters', items: param },
    cancellable: { type: 'boolean' },
    result: {
      type: 'object',
      description: 'an object with kind and type',
      required: ['kind', 'type'],
      properties: { kind: { enum: ['promise', 'stream'] }, type },
    },
    idempotent: { type: 'boolean' },
    deadline: text,
    throws: {
      type: 'array',
      description: 'a list of errors',
      items: {
        type: 'object',
        description: 'an error with its code',
        required: ['code'],
        properties: { code: text, doc: text },
      },
    },
  },
};

/**
 * A `*.model.json` that another package brings: what enters generated code is checked, the inside of
 * types is not.
 */
export const modelSchema: JsonSchema = {
  type: 'object',
  description: 'a contract model, which is an object',
  required: ['model', 'id', 'version', 'name', 'methods', 'types'],
  properties: {
    model: { const: 1, description: '1, the format that this version of Mortise reads' },
    id: {
      type: 'string',
      pattern: usedContractPattern,
      description: 'a contract with its major version, such as "era:runtime@1"',
    },
    version: { type: 'string', pattern: versionPattern, description: 'a version such as "1.0.0"' },
    name: {
      type: 'string',
      pattern: '^[A-Z][A-Za-z0-9]*$',
      description: 'the name of an interface, such as "Runtime"',
    },
    doc: text,
    methods: { type: 'array', description: 'a list of methods', items: method },
    types: {
      type: 'object',
      description: 'an object of types by name',
      propertyNames: word('a name of the language'),
      additionalProperties: {
        type: 'object',
        description: 'a named type',
        required: ['type'],
        properties: { type, doc: text },
      },
    },
  },
};
