// `JSON.stringify` and `JSON.parse` replaced, which the runtime beside the plugin may use.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    JSON.stringify = () => '[4,2,1,0,"forged"]';
    JSON.parse = () => [4, 2, 1, 0, 'forged'];
    return { patched: true };
  },
});
