// A method whose promise never settles. The plugin is not busy: it just does not answer.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({ attack: () => new Promise(() => {}) });
