import type { QuickJSOptions } from 'quickjs-wasi';

/** A compiled module, which can be handed to a thread without being compiled again. */
export type WasmModule = QuickJSOptions['wasm'];

/** What a module's code has to itself. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

// TypeScript types this global only for browsers.
const { WebAssembly: api } = globalThis as unknown as {
  WebAssembly: { compile(bytes: Uint8Array): Promise<WasmModule> };
};

export const compileModule = (bytes: Uint8Array): Promise<WasmModule> => api.compile(bytes);
