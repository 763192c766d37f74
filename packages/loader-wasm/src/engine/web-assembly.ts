import type { QuickJSOptions } from 'quickjs-wasi';

/** A compiled module, which can be handed to a thread without being compiled again. */
export type WasmModule = QuickJSOptions['wasm'];

/** What a module's code has to itself. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

// TypeScript types this global only for browsers.
const { WebAssembly: api } = globalThis as unknown as {
  WebAssembly: {
    compile(bytes: Uint8Array): Promise<WasmModule>;
    Module: { customSections(module: WasmModule, name: string): ArrayBuffer[] };
  };
};

export const compileModule = (bytes: Uint8Array): Promise<WasmModule> => api.compile(bytes);

/** The text in a module's custom section; none where it has no such section. */
export const contentOf = (module: WasmModule, name: string): string =>
  new TextDecoder().decode(api.Module.customSections(module, name)[0]);
