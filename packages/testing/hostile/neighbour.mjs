// The well-behaved plugin that has to go on answering while another one attacks.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const { activate } = target({});

export default {
  activate: async (ctx) => ({ target: { neighbour: (await activate(ctx)).target.hostile } }),
};
