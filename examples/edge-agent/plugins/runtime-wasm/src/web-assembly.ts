/** A compiled module, which can be handed to a worker without being compiled again. */
export interface WasmModule {
  readonly [Symbol.toStringTag]: 'WebAssembly.Module';
}

interface WebAssemblyApi {
  readonly compile: (bytes: Uint8Array) => Promise<WasmModule>;
  readonly Module: { exports(module: WasmModule): { readonly name: string; readonly kind: string }[] };
}

// TypeScript types this global only for browsers.
const { WebAssembly: api } = globalThis as unknown as { WebAssembly: WebAssemblyApi };

/** @throws CompileError for what is no module */
export const compileModule = (bytes: Uint8Array): Promise<WasmModule> => api.compile(bytes);

/** `function _start`, `memory memory`: what a module exports. */
export const exportsOf = (module: WasmModule): string[] =>
  api.Module.exports(module).map(({ kind, name }) => `${kind} ${name}`);
