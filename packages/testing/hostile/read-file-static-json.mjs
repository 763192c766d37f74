// The same with a JSON file, which more platforms import.
import secret from 'file://__SECRET_JSON__' with { type: 'json' };
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target(({ witness }) => ({
  attack: async () => {
    await witness.saw('file', JSON.stringify(secret));
    return 'read';
  },
}));
