import { limitsSchema, sizeSchema } from '@mortise/core/manifest-schema';

/** How far a plugin is kept apart. */
export const isolations = ['none', 'worker', 'deno', 'wasm', 'wasm-inline'] as const;

/** What a bundle runs on: Node, or nothing but the language's own globals. */
export const platforms = ['node', 'neutral'] as const;

const sparesRange = { minimum: 0, maximum: 16 } as const;

const spares = {
  type: 'integer',
  ...sparesRange,
  // Said once more, so that one message names both bounds: a bound that is passed is told alone.
  not: { not: sparesRange },
  description: 'a whole number of boundaries to keep ready, from 0 to 16',
} as const;

const size = {
  ...sizeSchema,
  description: 'a size of more than 0 such as "64MB", in B, kB, MB, GB, KiB, MiB or GiB',
} as const;

const time = {
  ...limitsSchema.properties.callTimeout,
  description: 'a time of more than 0 such as "5s", in ms, s or m',
} as const;

const limits = {
  ...limitsSchema,
  properties: {
    memory: size,
    stack: size,
    callTimeout: time,
    idleTimeout: time,
    startTimeout: time,
    stopTimeout: time,
  } satisfies Record<keyof typeof limitsSchema.properties, object>,
} as const;

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
        properties: { isolation: { enum: isolations }, limits, spares, unsafeFlags },
      },
    },
    budget: {
      type: 'object',
      description: 'an object of sizes',
      additionalProperties: false,
      properties: { bytes: size, gzip: size },
    },
  },
} as const;
