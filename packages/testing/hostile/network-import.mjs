// Code of a server, imported when the plugin is already running: what was hashed is not what runs.

import { anyOf } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ witness }) => ({
  attack: async () => {
    const imported = await anyOf(
      () => import('http://127.0.0.1:__PORT__/__MARK__'),
      () => import('npm:is-number'),
      () => import('jsr:@std/assert'),
    );
    if (imported) await witness.did('imported code of the network');
    return imported ? 'imported' : nothing;
  },
}));
