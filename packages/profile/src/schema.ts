import { limitsSchema, sizeSchema } from '@mortise/core/manifest-schema';

/** How far a plugin is kept apart. */
export const isolations = ['none', 'worker', 'deno', 'wasm', 'wasm-inline', 'process'] as const;

/** What a bundle runs on: Node, or nothing but the language's own globals. */
export const platforms = ['node', 'neutral'] as const;

const unsafeFlags = {
  type: 'array',
  description: 'a list of flags',
  items: {
    type: 'string',
    pattern: '^--[a-z]',
    description: 'a flag of "deno run" such as "--allow-net=example.org"',
  },
} as const;

/** The JSON Schema (2020-12) of a profile; `@mortise/profile/profile.schema.json` is its copy for editors. */
export const profileSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Mortise profile',
  description: 'a profile, which is an object',
  type: 'object',
  additionalProperties: false,
  required: ['platform', 'plugins'],
  properties: {
    $schema: { type: 'string' },
    description: { type: 'string' },
    platform: { enum: platforms },
    main: { type: 'string', minLength: 1, description: 'a path to the module that the bundle starts from' },
    plugins: {
      type: 'object',
      description: 'an object of packages or paths',
      propertyNames: { minLength: 1, description: "a package's name or a path" },
      additionalProperties: {
        type: 'object',
        description: 'an object, which may be empty',
        additionalProperties: false,
        properties: { isolation: { enum: isolations }, limits: limitsSchema, unsafeFlags },
      },
    },
    budget: {
      type: 'object',
      description: 'an object of sizes',
      additionalProperties: false,
      properties: { bytes: sizeSchema, gzip: sizeSchema },
    },
  },
} as const;
