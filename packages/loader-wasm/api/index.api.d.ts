import { Plugin } from '@mortise/core';
import { LoaderOptions, IsolatedLoader, IsolatedPlugin } from '@mortise/isolation';

/** How plugins are kept in engines. */
interface WasmOptions extends LoaderOptions {
    /**
     * Whether the engine runs in the caller's thread: isolation `wasm-inline`, for trusted code. Unless told, it
     * has a thread of its own.
     */
    readonly inline?: boolean | undefined;
}
/**
 * Isolation `wasm`: a plugin in TypeScript or JavaScript, run by QuickJS that is compiled to WebAssembly: one
 * engine a plugin, which sees nothing but what was granted to it.
 *
 * @param options the wire modules of the contracts, limits, spares; `inline` for the caller's thread
 * @returns a loader; what it keeps ready ends with it, its plugins end with their registry
 */
declare const createWasmLoader: (options: WasmOptions) => IsolatedLoader;
/** A plugin in an engine, for a profile's bootstrap. */
declare const wasmPlugin: ({ wires, inline, ...plugin }: IsolatedPlugin & Pick<WasmOptions, 'inline' | 'wires'>) => Plugin;

export { createWasmLoader, wasmPlugin };
export type { WasmOptions };
