// An `activate` whose promise never settles.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({}, { activate: () => new Promise(() => {}) });
