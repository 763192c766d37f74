// Bundles what runs on a plugin's side of a boundary, one file a loader: a thread starts with one read, and Deno and
// QuickJS resolve no packages. The files lie beside `src` and `dist`, so that both find them at one place.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { root } from './workspace.mjs';

const guests = {
  'packages/loader-worker/guest/worker.js': { entry: 'src/guest/worker.ts', platform: 'node' },
};

/** Writes those that have changed, each at once: a thread that starts meanwhile reads the old file or the new one. */
export const bundleGuests = async () => {
  for (const [file, { entry, platform }] of Object.entries(guests)) {
    const output = join(root, file);
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: [join(root, dirname(dirname(file)), entry)],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform,
      target: 'es2022',
      conditions: ['@mortise/source', 'module'],
      mainFields: ['module', 'main'],
      logLevel: 'warning',
    });
    const [{ text }] = outputFiles;
    if (existsSync(output) && readFileSync(output, 'utf8') === text) continue;
    mkdirSync(dirname(output), { recursive: true });
    const staged = `${output}.${process.pid}.tmp`;
    writeFileSync(staged, text);
    renameSync(staged, output);
  }
};

// For vitest, which calls the default export before the tests.
export default bundleGuests;
