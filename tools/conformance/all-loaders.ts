import type { IsolatedLoader, LoaderOptions } from '@mortise/isolation';
import { createDenoLoader } from '@mortise/loader-deno';
import { createWasmLoader } from '@mortise/loader-wasm';
import { createWorkerLoader } from '@mortise/loader-worker';

/** Every loader with a boundary, by its isolation. */
export const loaders: Readonly<Record<string, (options: LoaderOptions) => IsolatedLoader>> = {
  deno: createDenoLoader,
  worker: createWorkerLoader,
  wasm: createWasmLoader,
  'wasm-inline': (options) => createWasmLoader({ ...options, inline: true }),
};
