import {
  namePattern,
  pluginIdPattern,
  providedContractPattern,
  usedContractPattern,
  versionPattern,
} from './ids.ts';
import { contextKeys } from './manifest.ts';
import { durationPattern, sizePattern } from './units.ts';

/** A size with its unit; k = 1,000, Ki = 1,024. */
export const sizeSchema = {
  type: 'string',
  pattern: sizePattern,
  description: 'a size such as "64MB"',
} as const;

const duration = {
  type: 'string',
  pattern: durationPattern,
  description: 'a time such as "5s" or "500ms"',
} as const;

/** Limits of an isolated plugin, in a manifest and in a profile. */
export const limitsSchema = {
  type: 'object',
  description: 'an object of limits',
  additionalProperties: false,
  properties: {
    memory: sizeSchema,
    stack: sizeSchema,
    callTimeout: duration,
    idleTimeout: duration,
    startTimeout: duration,
    stopTimeout: duration,
  },
} as const;

const range = { type: 'string', description: 'a version range such as "^1.0.0"' } as const;
const pluginId = { pattern: pluginIdPattern, description: 'a plugin id such as "era.wasm"' } as const;

const provider = {
  type: 'object',
  description: 'an object, which may be empty',
  additionalProperties: false,
  properties: {
    capabilities: {
      type: 'array',
      description: 'a list of words',
      uniqueItems: true,
      items: { type: 'string', minLength: 1, description: 'a word' },
    },
  },
} as const;

const use = {
  type: 'object',
  description: 'an object, which may be empty',
  additionalProperties: false,
  properties: {
    as: {
      type: 'string',
      pattern: '^[a-z][A-Za-z0-9]*$',
      not: { enum: [...contextKeys, 'constructor', 'then'] },
      description: 'a free property name such as "storage"',
    },
    optional: { type: 'boolean' },
    grant: { type: 'object', description: 'an object that the service understands' },
  },
} as const;

/**
 * The JSON Schema (2020-12) of a plugin.json; `@mortise/core/plugin.schema.json` is its copy for
 * editors. Each `description` says what was expected where a manifest has something else.
 */
export const manifestSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'plugin.json',
  description: 'a manifest, which is an object',
  type: 'object',
  additionalProperties: false,
  required: ['manifest', 'id', 'provides'],
  properties: {
    $schema: { type: 'string' },
    manifest: { const: 1 },
    id: { type: 'string', maxLength: 128, ...pluginId },
    version: { type: 'string', pattern: versionPattern, description: 'a version such as "1.0.0"' },
    description: { type: 'string' },
    main: { type: 'string', minLength: 1, description: "a path to the plugin's module" },
    provides: {
      type: 'object',
      description: 'an object of contracts',
      propertyNames: {
        pattern: providedContractPattern,
        description: 'a contract with its whole version, such as "era:runtime@1.0.0"',
      },
      additionalProperties: {
        type: 'object',
        minProperties: 1,
        description: 'an object of providers, at least one',
        propertyNames: { pattern: namePattern, description: 'a provider name such as "wasm"' },
        additionalProperties: provider,
      },
    },
    uses: {
      type: 'object',
      description: 'an object of host services',
      propertyNames: {
        pattern: usedContractPattern,
        description: 'a contract with its major version, such as "mortise:log@1"',
      },
      additionalProperties: use,
    },
    dependencies: {
      type: 'object',
      description: 'an object of plugin ids with version ranges',
      propertyNames: pluginId,
      additionalProperties: range,
    },
    engines: { type: 'object', description: 'an object of version ranges', additionalProperties: range },
    limits: limitsSchema,
  },
} as const;
