// The stack of an error made by the plugin, wherever the runtime beside it throws one.
import { target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    Error.stackTraceLimit = Number.POSITIVE_INFINITY;
    Error.prepareStackTrace = () => {
      throw 'thrown where a stack was made';
    };
    Error.captureStackTrace = () => {
      throw 'thrown where a stack was taken';
    };
    Object.defineProperty(Error, Symbol.hasInstance, { value: () => true });
    throw new Error('patched');
  },
});
