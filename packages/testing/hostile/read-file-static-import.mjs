// A file of the host as a module in the static graph, which some platforms read without asking.
import secret from 'file://__SECRET_FILE__' with { type: 'text' };
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ witness }) => ({
  attack: async () => {
    await witness.saw('file', String(secret));
    return 'read';
  },
}));
