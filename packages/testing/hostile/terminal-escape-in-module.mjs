// The same from the module's top level, as the name of an error's class as well.
export { wires } from './parts/plugin.mjs';

class Evil extends Error {}
Object.defineProperty(Evil, 'name', { value: '\u001b[2Jevil' });
throw Object.assign(new Evil('\u001b[2J\u001b]0;pwned\u0007'), { name: '\u001b[2Jevil' });
