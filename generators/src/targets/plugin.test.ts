import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { CreateNodesContextV2 } from '@nx/devkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createNodesV2 } from './plugin.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mortise-nx-'));
});

afterEach(() => rmSync(root, { recursive: true }));

const infer = async (texts: Record<string, string>) => {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const profiles = Object.keys(texts).filter((path) => path.includes('profiles/'));
  const context = { workspaceRoot: root } as CreateNodesContextV2;
  return (await createNodesV2[1](profiles, undefined, context)).map(([file, { projects }]) => [
    file,
    projects,
  ]);
};

test('createNodesV2 gives each profile a target and the product one for all', async () => {
  const profile = '{ "platform": "node", "plugins": { "@era/wasm": {}, "../mine": {} } }';
  expect(await infer({ 'app/package.json': '{}', 'app/profiles/edge.json': profile })).toEqual([
    [
      'app/profiles/edge.json',
      {
        app: {
          targets: {
            'build:edge': {
              command: 'mortise build --profile edge',
              options: { cwd: '{projectRoot}' },
              cache: true,
              inputs: ['default', '^default', '{workspaceRoot}/mine/**/*'],
              outputs: ['{projectRoot}/dist/edge'],
              metadata: { technologies: ['mortise'], description: 'Builds the profile edge' },
            },
            build: {
              executor: 'nx:noop',
              dependsOn: ['build:*'],
              metadata: { description: 'Builds all profiles' },
            },
          },
        },
      },
    ],
  ]);
});

test('createNodesV2 passes over what is no profile', async () => {
  expect(await infer({ 'app/package.json': '{}', 'app/profiles/edge.schema.json': '{}' })).toEqual([]);
  expect(await infer({ 'app/package.json': '{}', 'app/profiles/Edge.json': '{ "plugins": {} }' })).toEqual(
    [],
  );
  expect(await infer({ 'docs/profiles/edge.json': '{ "plugins": {} }' })).toEqual([]);
});

test.each(['{ "plugins": {', '{ "platform": "node" }', ''])(
  'createNodesV2 takes a profile with a fault, which the build will name: %j',
  async (text) => {
    expect(await infer({ 'app/package.json': '{}', 'app/profiles/edge.json': text })).toHaveLength(1);
  },
);
