// A module that throws something that is no error.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

throw null;

export default target({});
