// Everything that the runtime says, said twice.

import { Deno } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

const twice = (owner, name) => {
  const method = owner?.[name];
  if (typeof method !== 'function') return false;
  owner[name] = function (...args) {
    Reflect.apply(method, this, args);
    return Reflect.apply(method, this, args);
  };
  return owner[name] !== method;
};

export default target({
  attack: async () => {
    const patched = [
      twice(globalThis.MessagePort?.prototype, 'postMessage'),
      twice(Deno?.stdout, 'writeSync'),
      twice(Deno && Object.getPrototypeOf(Deno.stdout), 'writeSync'),
      twice(Deno && Object.getPrototypeOf(Deno.stdout), 'write'),
      // In an engine, whatever the host put there.
      ...(globalThis.process || Deno
        ? []
        : Object.getOwnPropertyNames(globalThis).map(
            (name) => /send|post|host/i.test(name) && twice(globalThis, name),
          )),
    ];
    return patched.some(Boolean) ? 'patched' : nothing;
  },
});
