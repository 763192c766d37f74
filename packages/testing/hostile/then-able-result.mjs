// A result with a `then`, which an `await` on the host's side would call.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    const result = { answer: 1 };
    // As a getter, so that the plugin's own `await` is past it.
    let reads = 0;
    Object.defineProperty(result, 'then', {
      enumerable: true,
      get: () => ((reads += 1) > 1 ? 'a text' : undefined),
    });
    return result;
  },
});
