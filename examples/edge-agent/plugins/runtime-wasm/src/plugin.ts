import { AppTable } from '@era/runtime-base';
import { type Context, definePlugin } from './plugin.gen.ts';
import { wasmBackend } from './wasm-backend.ts';
import type { WasmModule } from './web-assembly.ts';

/** One table a scope: a plugin may be active in several. */
const tables = new WeakMap<Context, AppTable<WasmModule>>();

export default definePlugin({
  async activate(ctx) {
    const wasm = new AppTable(wasmBackend, ctx.log);
    tables.set(ctx, wasm);
    return { runtime: { wasm } };
  },
  async deactivate(ctx) {
    await tables.get(ctx)?.end();
  },
});
