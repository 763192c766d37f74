import { AppTable } from '@era/runtime-base';
import { nativeBackend } from './native-backend.ts';
import { type Context, definePlugin } from './plugin.gen.ts';

/** One table a scope: a plugin may be active in several. */
const tables = new WeakMap<Context, AppTable<undefined>>();

export default definePlugin({
  async activate(ctx) {
    const native = new AppTable(nativeBackend, ctx.log);
    tables.set(ctx, native);
    return { runtime: { native } };
  },
  async deactivate(ctx) {
    await tables.get(ctx)?.end();
  },
});
