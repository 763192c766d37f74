import { bundleFunction } from '@mortise/isolation/guest';

/** Imports a plugin from memory, where it is no part of any graph of files. */
export const importCode = async (code: Uint8Array): Promise<unknown> => {
  const run = bundleFunction(new TextDecoder().decode(code), evaluate);
  return run ? run() : importModule(code);
};

/** It runs the plugin, where nothing else is. */
// biome-ignore lint/security/noGlobalEval: see above
const evaluate = (script: string): unknown => globalThis.eval(`${script}\n//# sourceURL=mortise:plugin\n`);

/**
 * Runs first in a module. It lies nowhere, and not even in a folder that its code could name: `createRequire` and `URL`
 * take such a file, and not the `blob:` that it is.
 */
const metaOfFile = "Object.assign(import.meta,{url:'file:///plugin.js',filename:'/plugin.js',dirname:'/'});";

const hash = 0x23;

const importModule = async (code: Uint8Array): Promise<unknown> => {
  // What begins with `#!` can have nothing before it.
  const before = code[0] === hash ? '' : metaOfFile;
  const url = URL.createObjectURL(
    new Blob([before, code as Uint8Array<ArrayBuffer>], { type: 'text/javascript' }),
  );
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
};
