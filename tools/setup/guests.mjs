// Bundles what runs on a plugin's side of a boundary, one file a loader: a thread starts with one read, and Deno and
// QuickJS resolve no packages. The files lie beside `src` and `dist`, so that both find them at one place.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { root } from './workspace.mjs';

/**
 * A file that runs a script with what V8 has made of it before in the same process, which takes 3 ms less in each
 * thread. The script is known by its hash, as V8 itself looks at its length alone.
 */
const compiledOnce = (text) => {
  const script = `(function (require, importUrl) {${text}\n})`;
  return `'use strict';
const { Script } = require('node:vm');
const { workerData } = require('node:worker_threads');
const id = '${createHash('sha256').update(script).digest('hex')}';
const known = workerData.compiled?.id === id ? workerData.compiled.code : undefined;
const script = new Script(${JSON.stringify(script)}, { filename: 'mortise:guest', cachedData: known });
const isKnown = known && !script.cachedDataRejected;
workerData.compile = isKnown ? undefined : () => ({ id, code: script.createCachedData() });
script.runInThisContext()(require, (url) => import(url));
`;
};

/** Node takes 5 ms more to start a thread with a module. */
const thread = { platform: 'node', format: 'cjs', wrap: compiledOnce };

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
  'packages/loader-wasm/guest/wasm-worker.cjs': { entry: 'src/guest/wasm-worker.ts', ...thread },
  'packages/loader-worker/guest/worker.cjs': { entry: 'src/guest/worker.ts', ...thread },
};

/** What QuickJS instances begin as, made of the guest that runs in them. */
const image = {
  file: 'packages/loader-wasm/guest/engine.wasm',
  maker: 'packages/loader-wasm/src/engine/make-image.ts',
  guest: 'packages/loader-wasm/guest/quickjs.js',
};

/**
 * Writes those that have changed, each at once: a thread that starts meanwhile reads the old file or the new one. It
 * is the default export because vitest calls that before the tests.
 */
export default async () => {
  await Promise.all(Object.entries(guests).map(bundleGuest));
  await writeImage();
};

const writeImage = async () => {
  const maker = join(root, image.maker);
  if (!existsSync(maker)) return;
  const text = await bundle(maker, { platform: 'node', format: 'esm' });
  const wasm = readFileSync(createRequire(maker).resolve('quickjs-wasi/quickjs.wasm'));
  const guest = readFileSync(join(root, image.guest), 'utf8');
  const { makeImage } = await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
  write(image.file, Buffer.from(await makeImage(wasm, guest)));
};

const bundleGuest = async ([file, { entry, platform, format = 'esm', wrap = (text) => text }]) => {
  const source = join(root, dirname(dirname(file)), entry);
  if (!existsSync(source)) return;
  write(file, Buffer.from(wrap(await bundle(source, { format, platform }))));
};

const bundle = async (source, options) => {
  const { outputFiles } = await build({
    ...options,
    absWorkingDir: root,
    entryPoints: [source],
    bundle: true,
    minify: true,
    write: false,
    target: 'es2022',
    conditions: ['@mortise/source', 'module'],
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  return outputFiles[0].text;
};

const write = (file, content) => {
  const output = join(root, file);
  if (existsSync(output) && readFileSync(output).equals(content)) return;
  mkdirSync(dirname(output), { recursive: true });
  const staged = `${output}.${process.pid}.tmp`;
  writeFileSync(staged, content);
  renameSync(staged, output);
};
