import { availableParallelism } from 'node:os';
import { defaultServerConditions } from 'vite';
import { configDefaults, defineConfig } from 'vitest/config';

// Tests import the packages' sources, so that no build comes first.
const conditions = ['@mortise/source', ...defaultServerConditions];
const resolve = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['@mortise/source'] } },
};

/** They start programs of their own, which take the processors that more workers would want. */
const slow = ['tools/{e2e,docs}/**/*.test.ts', 'packages/testing/src/hostile/run-matrix.test.ts'];

/** They start nothing and leave nothing: they need no process each, which takes half the time. */
const pure = ['packages/{build,codegen,core,json,profile}/**/*.test.ts'];

/** Many wait for what they have started: a machine with two processors is half idle with one worker. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  test: {
    projects: [
      {
        ...resolve,
        test: {
          name: 'unit',
          maxWorkers,
          globalSetup: './tools/setup/guests.mjs',
          // Some start programs of their own, and the machine may be busy with other tests: no limit here proves speed.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          include: ['{packages,generators,tools,examples}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, '**/dist/**', ...slow, ...pure],
        },
      },
      {
        ...resolve,
        test: {
          name: 'pure',
          isolate: false,
          maxWorkers,
          include: pure,
          exclude: [...configDefaults.exclude, '**/dist/**'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        ...resolve,
        test: {
          name: 'e2e',
          globalSetup: './tools/setup/guests.mjs',
          include: slow,
          maxWorkers: 1,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
