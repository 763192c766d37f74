import { AppTable } from '@era/runtime-base';
import { definePlugin } from './plugin.gen.ts';
import { wasmBackend } from './wasm-backend.ts';
import type { WasmModule } from './web-assembly.ts';

/** One table a scope, by the signal of the scope: `deactivate` is not told which scope ends. */
const tables = new Map<AbortSignal, AppTable<WasmModule>>();

export default definePlugin({
  async activate({ log, signal }) {
    const wasm = new AppTable(wasmBackend, log);
    tables.set(signal, wasm);
    return { runtime: { wasm } };
  },
  async deactivate() {
    const ending = [...tables].filter(([signal]) => signal.aborted && tables.delete(signal));
    await Promise.all(ending.map(([, table]) => table.end()));
  },
});
