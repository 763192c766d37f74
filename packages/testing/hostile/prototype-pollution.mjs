// Keys that reach the prototype of every object where a result is copied without care.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () =>
    JSON.parse(
      '{ "__proto__": { "polluted": true }, "constructor": { "prototype": { "polluted": true } }, "a": { "__proto__": { "polluted": true } } }',
    ),
});
