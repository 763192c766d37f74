// A file of the host through a link in the plugin's own folder: a check of the path alone lets it pass.

import { builtin, Deno, tried } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const link = '__SECRET_LINK__';

export default target(({ witness }) => ({
  attack: async () => {
    const fs = await builtin('node:fs');
    const found = [
      await tried(() => fs.readFileSync(link, 'utf8')),
      await tried(() => Deno.readTextFileSync(link)),
      await tried(async () => (await import('file://__SECRET_LINK__', { with: { type: 'text' } })).default),
      await tried(
        async () =>
          (await import(new URL('./link.json', import.meta.url), { with: { type: 'json' } })).default.secret,
      ),
    ].filter((value) => value !== undefined);
    for (const value of found) await witness.saw('file', String(value));
    return found.length > 0 ? found.length : nothing;
  },
}));
