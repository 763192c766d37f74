import { defaultServerConditions } from 'vite';
import { configDefaults, defineConfig } from 'vitest/config';

// Tests import the packages' sources, so that no build comes first.
const conditions = ['@mortise/source', ...defaultServerConditions];
const resolve = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['@mortise/source'] } },
};

const slow = ['tools/{e2e,docs}/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        ...resolve,
        test: {
          name: 'unit',
          globalSetup: './tools/setup/guests.mjs',
          // Some start programs of their own, and the machine may be busy with other tests: no limit here proves speed.
          testTimeout: 30_000,
          hookTimeout: 30_000,
          include: ['{packages,generators,tools,examples}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, '**/dist/**', ...slow],
        },
      },
      {
        ...resolve,
        test: {
          // These start programs of their own, which take the processors that more workers would want.
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
