// A busy loop while the module is imported: nothing that comes behind it is ever reached.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

for (;;);

export default target({});
