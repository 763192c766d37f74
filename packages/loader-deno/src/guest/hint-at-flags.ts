import { messageOf } from '@mortise/core';
import { permissionHint } from '../permission-hint.ts';
import { Deno } from './deno-api.ts';

/** Lets each error by which Deno refuses something say what its host can do: what is thrown is told with its `hint`. */
export const hintAtFlags = (): void => {
  Object.defineProperty(Deno.errors.NotCapable.prototype, 'hint', {
    get(this: Error) {
      return permissionHint(this.message);
    },
    configurable: true,
  });
};

/** Imports a module; of what is thrown there, the message alone is told. */
export const importHinting = async (importModule: () => Promise<unknown>): Promise<unknown> => {
  try {
    return await importModule();
  } catch (error) {
    const hint = error instanceof Deno.errors.NotCapable ? permissionHint(error.message) : undefined;
    throw hint ? new Error(`${messageOf(error)}. ${hint}`) : error;
  }
};
