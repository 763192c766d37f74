import type { Plugin } from '@mortise/core';
import {
  type BoundaryKind,
  createIsolatedLoader,
  type IsolatedLoader,
  type IsolatedPlugin,
  isolatePlugin,
  type LoaderOptions,
} from '@mortise/isolation';
import { defaultLimits } from './engine-limits.ts';
import { defaultTurn, InlineBoundary } from './inline-boundary.ts';
import { startThread } from './thread-boundary.ts';

/** How plugins are kept in engines. */
export interface WasmOptions extends LoaderOptions {
  /**
   * Whether the engine runs in the caller's thread: isolation `wasm-inline`, for trusted code. Unless told, it
   * has a thread of its own.
   */
  readonly inline?: boolean | undefined;
}

const inThread = ({ output }: Pick<WasmOptions, 'output'>): BoundaryKind => ({
  isolation: 'wasm',
  unsupported: {},
  startLimits: defaultLimits,
  start: (limits, signal, isSpare) => startThread(limits, output, signal, isSpare),
});

const inCaller = ({ output }: Pick<WasmOptions, 'output'>): BoundaryKind => ({
  isolation: 'wasm-inline',
  unsupported: {
    time: 'built-in functions of the engine are not interrupted, and the caller waits for them; take wasm',
  },
  startLimits: { ...defaultLimits, callTimeout: defaultTurn },
  start: (limits, signal) => InlineBoundary.start(limits, output, signal),
});

const kindOf = (options: Pick<WasmOptions, 'inline' | 'output'>): BoundaryKind =>
  options.inline ? inCaller(options) : inThread(options);

/**
 * Isolation `wasm`: a plugin in TypeScript or JavaScript, run by QuickJS that is compiled to WebAssembly: one
 * engine a plugin, which sees nothing but what was granted to it.
 *
 * @param options the wire modules of the contracts, limits, spares; `inline` for the caller's thread
 * @returns a loader; what it keeps ready ends with it, its plugins end with their registry
 */
export const createWasmLoader = (options: WasmOptions): IsolatedLoader =>
  createIsolatedLoader(kindOf(options), options);

/** A plugin in an engine, for a profile's bootstrap. */
export const wasmPlugin = ({
  wires,
  inline,
  ...plugin
}: IsolatedPlugin & Pick<WasmOptions, 'inline' | 'wires'>): Plugin =>
  isolatePlugin(kindOf({ inline }), plugin, { wires });
