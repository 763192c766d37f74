// Code of a server in the static graph.
import 'http://127.0.0.1:__PORT__/__MARK__';
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ witness }) => ({
  attack: async () => {
    await witness.did('imported code of the network');
    return 'imported';
  },
}));
