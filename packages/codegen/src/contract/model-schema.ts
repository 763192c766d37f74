import { usedContractPattern, versionPattern } from '@mortise/core';
import type { JsonSchema } from '@mortise/json';

// No name is one that every object has: a look-up would find that instead.
const word = (description: string): JsonSchema => ({
  type: 'string',
  pattern: `^(?!(?:${Object.getOwnPropertyNames(Object.prototype).join('|')})$)[A-Za-z_$][A-Za-z0-9_$]*$`,
  description,
});

const text: JsonSchema = { type: 'string' };

const type: JsonSchema = {
  type: 'object',
  description: 'a type',
  required: ['kind'],
  properties: { kind: { type: 'string', description: 'the kind of a type' } },
};

const contract: JsonSchema = {
  type: 'string',
  pattern: usedContractPattern,
  description: 'a contract with its major version, such as "era:runtime@1"',
};

const version: JsonSchema = {
  type: 'string',
  pattern: versionPattern,
  description: 'a version such as "1.0.0"',
};

const from: JsonSchema = {
  type: 'object',
  description: 'the contract that a type is from',
  required: ['contract', 'version', 'name', 'specifier'],
  properties: {
    contract,
    version,
    name: word('a name of the language'),
    specifier: { type: 'string', minLength: 1, description: 'a module' },
  },
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
      properties: { kind: { enum: ['promise', 'stream'] }, type, doc: text },
    },
    idempotent: { type: 'boolean' },
    deadline: { type: 'string', pattern: '^[1-9][0-9]*(?:ms|s|m)$', description: 'a time such as "5s"' },
    throws: {
      type: 'array',
      description: 'a list of errors',
      items: {
        type: 'object',
        description: 'an error with its code',
        required: ['code'],
        properties: {
          code: { type: 'string', pattern: '^[a-z][a-z0-9_]*$', description: 'an error code' },
          doc: text,
        },
      },
    },
  },
};

const methods: JsonSchema = { type: 'array', description: 'a list of methods', items: method };

/**
 * A `*.model.json` that another package brings: what enters generated code is checked. What JSON Schema
 * cannot say here, the inside of types, `modelFaults` looks at.
 */
export const modelSchema: JsonSchema = {
  type: 'object',
  description: 'a contract model, which is an object',
  required: ['model', 'id', 'version', 'name', 'methods', 'types', 'interfaces'],
  properties: {
    model: { const: 1, description: '1, the format that this version of Mortise reads' },
    id: contract,
    version,
    name: {
      type: 'string',
      pattern: '^[A-Z][A-Za-z0-9]*$',
      description: 'the name of an interface, such as "Runtime"',
    },
    doc: text,
    methods,
    types: {
      type: 'object',
      description: 'an object of types by name',
      propertyNames: word('a name of the language'),
      additionalProperties: {
        type: 'object',
        description: 'a named type',
        required: ['type'],
        properties: { doc: text, type, from },
      },
    },
    interfaces: {
      type: 'object',
      description: 'an object of interfaces by name',
      propertyNames: word('a name of the language'),
      additionalProperties: {
        type: 'object',
        description: 'an interface with methods',
        required: ['methods'],
        properties: { doc: text, methods, disposable: { enum: ['async', 'sync'] }, from },
      },
    },
  },
};
