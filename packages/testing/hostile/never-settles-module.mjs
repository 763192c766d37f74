// A module whose top level waits for ever.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

await new Promise(() => {});

export default target({});
