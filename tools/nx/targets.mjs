import { posix } from 'node:path';

// A fault in this file breaks every command of Nx, so it is small and imports nothing but Node's own.

export const name = 'mortise-workspace-targets';

/** Gives each package of this repository a target `test`. What a product gets comes from `@mortise/nx/plugin`. */
export const createNodesV2 = [
  '{packages/*,generators}/package.json',
  (files) =>
    files.map((file) => {
      const root = posix.dirname(file);
      return [file, { projects: { [root]: { targets: { test: testTarget(root) } } } }];
    }),
];

const testTarget = (root) => ({
  command: `node tools/setup/run.mjs test --project unit --project pure ${root}/`,
  cache: true,
  inputs: ['default', '^default', '{workspaceRoot}/vitest.config.ts', '{workspaceRoot}/tools/setup/**/*'],
  metadata: { technologies: ['vitest'], description: `Runs the tests of ${root}` },
});
