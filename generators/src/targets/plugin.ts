import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { CreateNodesResult, CreateNodesV2, TargetConfiguration } from '@nx/devkit';

// A fault in this file breaks every command of Nx, so it is small and imports nothing but Node's own.

export const name = '@mortise/nx/plugin';

/** Gives each product a target `build:<profile>` for each of its profiles, and `build` for all. */
export const createNodesV2: CreateNodesV2 = [
  '**/profiles/*.json',
  (files, _options, { workspaceRoot }) =>
    files.flatMap((file): [string, CreateNodesResult][] => {
      const root = posix.dirname(posix.dirname(file));
      const text = read(join(workspaceRoot, file));
      const profile = posix.basename(file, '.json');
      // A profile with a fault keeps its target: the build says what is wrong with it.
      const isProfile = /^[a-z][a-z0-9-]*$/.test(profile);
      if (!isProfile || !existsSync(join(workspaceRoot, root, 'package.json'))) return [];
      const targets = {
        [`build:${profile}`]: buildTarget(profile, root, text),
        build: {
          executor: 'nx:noop',
          dependsOn: ['build:*'],
          metadata: { description: 'Builds all profiles' },
        },
      };
      return [[file, { projects: { [root]: { targets } } }]];
    }),
];

const buildTarget = (profile: string, root: string, text: string): TargetConfiguration => ({
  command: `mortise build --profile ${profile}`,
  options: { cwd: '{projectRoot}' },
  cache: true,
  // Nx adds the versions of all installed packages by itself, those of Mortise among them.
  inputs: ['default', '^default', ...pluginFolders(root, text)],
  outputs: [`{projectRoot}/dist/${profile}`],
  metadata: { technologies: ['mortise'], description: `Builds the profile ${profile}` },
});

/** The plugins that a profile names by path are no dependencies that Nx knows of. */
const pluginFolders = (root: string, text: string): string[] => {
  const keys = [...text.matchAll(/"(\.{1,2}\/[^"*?{}]*)"\s*:/g)].map(([, key]) => key as string);
  return keys.map((key) => `{workspaceRoot}/${posix.join(root, key)}/**/*`);
};

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
