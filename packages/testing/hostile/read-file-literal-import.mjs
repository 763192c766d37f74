// A file of the host by `import()` of a literal, with each attribute that there is.

import { tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ witness }) => ({
  attack: async () => {
    const found = [
      await tried(() => import('file://__SECRET_FILE__', { with: { type: 'text' } })),
      await tried(() => import('file://__SECRET_FILE__', { with: { type: 'bytes' } })),
      await tried(() => import('file://__SECRET_JSON__', { with: { type: 'json' } })),
      await tried(() => import('file://__SECRET_MODULE__')),
      await tried(() => import('data:text/javascript,export * from "file://__SECRET_MODULE__"')),
    ].filter((value) => value !== undefined);
    for (const { default: value } of found) {
      const text = value instanceof Uint8Array ? String.fromCharCode(...value) : JSON.stringify(value);
      await witness.saw('file', String(text));
    }
    return found.length > 0 ? found.length : nothing;
  },
}));
