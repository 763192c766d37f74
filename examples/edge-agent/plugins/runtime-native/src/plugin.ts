import { AppTable } from '@era/runtime-base';
import { nativeBackend } from './native-backend.ts';
import { definePlugin } from './plugin.gen.ts';

/** One table a scope, by the signal of the scope: `deactivate` is not told which scope ends. */
const tables = new Map<AbortSignal, AppTable<undefined>>();

export default definePlugin({
  async activate({ log, signal }) {
    const native = new AppTable(nativeBackend, log);
    tables.set(signal, native);
    return { runtime: { native } };
  },
  async deactivate() {
    const ending = [...tables].filter(([signal]) => signal.aborted && tables.delete(signal));
    await Promise.all(ending.map(([, table]) => table.end()));
  },
});
