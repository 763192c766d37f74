// Bundles what runs on a plugin's side of a boundary, one file a loader: a thread starts with one read, and Deno and
// QuickJS resolve no packages. The files lie beside `src` and `dist`, so that both find them at one place.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { root } from './workspace.mjs';

const guests = {
  'packages/loader-deno/guest/deno.js': {
    entry: 'src/guest/deno.ts',
    platform: 'neutral',
    format: 'iife',
    // Deno reads a module's text before V8 does, and takes its time: a start takes 4 ms less where it is a string.
    wrap: (text) => `(0,eval)(${JSON.stringify(`${text}//# sourceURL=mortise:guest\n`)});\n`,
  },
  'packages/loader-wasm/guest/quickjs.js': {
    entry: 'src/guest/quickjs.ts',
    platform: 'neutral',
    format: 'iife',
  },
  'packages/loader-wasm/guest/wasm-worker.js': { entry: 'src/guest/wasm-worker.ts', platform: 'node' },
  'packages/loader-worker/guest/worker.js': { entry: 'src/guest/worker.ts', platform: 'node' },
};

/** Files of other packages that lie there as they are, by the package that depends on them. */
const copies = {
  'packages/loader-wasm/guest/quickjs.wasm': 'quickjs-wasi/quickjs.wasm',
};

/**
 * Writes those that have changed, each at once: a thread that starts meanwhile reads the old file or the new one. It
 * is the default export because vitest calls that before the tests.
 */
export default async () => {
  await Promise.all(Object.entries(guests).map(bundleGuest));
  for (const [file, from] of Object.entries(copies)) {
    const packageOf = createRequire(join(root, dirname(dirname(file)), 'package.json'));
    write(file, readFileSync(packageOf.resolve(from)));
  }
};

const bundleGuest = async ([file, { entry, platform, format = 'esm', wrap = (text) => text }]) => {
  const source = join(root, dirname(dirname(file)), entry);
  if (!existsSync(source)) return;
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [source],
    bundle: true,
    minify: true,
    write: false,
    format,
    platform,
    target: 'es2022',
    conditions: ['@mortise/source', 'module'],
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  write(file, Buffer.from(wrap(outputFiles[0].text)));
};

const write = (file, content) => {
  const output = join(root, file);
  if (existsSync(output) && readFileSync(output).equals(content)) return;
  mkdirSync(dirname(output), { recursive: true });
  const staged = `${output}.${process.pid}.tmp`;
  writeFileSync(staged, content);
  renameSync(staged, output);
};
