import type { JsonSchema } from '@mortise/json';

const ranges: JsonSchema = {
  type: 'object',
  description: 'an object of package names with version ranges',
  additionalProperties: { type: 'string', description: 'a version range' },
};

const folders: JsonSchema = {
  type: 'array',
  description: 'a list of folders',
  items: {
    type: 'string',
    // From the root downwards only: what lies outside belongs to somebody else.
    pattern: '^(?!/)(?!(?:.*/)?\\.\\.(?:/|$)).+$',
    description: 'a folder inside the workspace, such as "packages/*"',
  },
};

const mortise: JsonSchema = {
  type: 'object',
  description: 'an object such as { "contracts": […] }',
  properties: {
    contracts: {
      type: 'array',
      description: 'a list of contract sources',
      items: {
        type: 'string',
        // Its token and its model get its name with another end: any other one would be overwritten.
        pattern: '^(?!/)(?!(?:.*/)?\\.\\.(?:/|$)).*[^/]\\.contract\\.ts$',
        description: 'a path inside the package, such as "./src/greeter.contract.ts"',
      },
    },
  },
};

const name: JsonSchema = { type: 'string', description: 'a package name' };
const version: JsonSchema = { type: 'string', description: 'a version' };

/** The parts that are read of an installed package's package.json; all else is not ours to judge. */
export const installedSchema: JsonSchema = {
  type: 'object',
  description: 'an object',
  properties: { name, version, mortise },
};

/** The parts that are read of a member's package.json. */
export const memberSchema: JsonSchema = {
  ...installedSchema,
  properties: {
    ...installedSchema.properties,
    dependencies: ranges,
    devDependencies: ranges,
    peerDependencies: ranges,
    imports: {
      type: 'object',
      description: 'an object of imports that start with "#"',
      properties: {
        '#bootstrap': { type: ['string', 'object'], description: 'a path, or an object of conditions' },
      },
    },
  },
};

/** The parts that are read of the root's package.json; Yarn has the list of members in an object. */
export const rootSchema: JsonSchema = {
  ...memberSchema,
  properties: {
    ...memberSchema.properties,
    workspaces: { ...folders, type: ['array', 'object'], properties: { packages: folders } },
  },
};
