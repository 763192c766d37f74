import { Deno, navigator } from './deno-api.ts';

/** What node's `process` begins with, once something asks for it; known of Deno 2.9. */
interface NodeArguments {
  argv0?: string;
  denoArgs?: readonly string[];
}

/**
 * Takes away what would tell a plugin where Deno and this package lie on the host, and the graphics processor, whose
 * drivers nobody needs. This is no wall: a `Worker` that a plugin starts has a `Deno` of its own.
 */
export const hideHost = (): void => {
  const told = { args: [], execPath: () => 'deno', mainModule: 'mortise:guest' };
  for (const [name, value] of Object.entries(told))
    Object.defineProperty(Deno, name, { value, configurable: true, enumerable: true, writable: true });
  const internals = Deno[Deno.internal] as { __nodeBootstrapArgs?: NodeArguments } | undefined;
  if (internals?.__nodeBootstrapArgs)
    Object.assign(internals.__nodeBootstrapArgs, { argv0: 'deno', denoArgs: [] });
  Object.defineProperty(Object.getPrototypeOf(navigator), 'gpu', { value: undefined, configurable: true });
};
