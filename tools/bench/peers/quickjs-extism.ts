import { readFileSync } from 'node:fs';
import createPlugin from '@extism/extism';
import type { RemoteShop } from '../contract/remote.ts';

/**
 * A plugin behind Extism, which passes strings. JSON both ways on the host's side; the plugin hands its input back and
 * runs no JavaScript, so that what is measured is less than a QuickJS guest does. `quickjs-extism.wasm` is what
 * `wat2wasm` makes of the text beside it.
 */
export async function startExtism(): Promise<RemoteShop> {
  const data = readFileSync(new URL('quickjs-extism.wasm', import.meta.url));
  const plugin = await createPlugin({ wasm: [{ data }] });
  return {
    place: async (order) => {
      const output = await plugin.call('place', JSON.stringify(order));
      if (!output) throw new Error('The plugin gave no output');
      const { id, total, paid } = output.json();
      return { id, total, paid };
    },
    end: () => plugin.close(),
  };
}
