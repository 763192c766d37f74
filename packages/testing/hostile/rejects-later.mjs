// A rejection that nobody handles.

import { turn } from './parts/platform.mjs';
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    void Promise.reject(new Error('rejected, and nobody looks'));
    await turn(100);
    return 'still here';
  },
});
