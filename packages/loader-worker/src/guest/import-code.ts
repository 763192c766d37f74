import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { messageOf } from '@mortise/core';
import { bundleFunction } from '@mortise/isolation/guest';

/** Given to our code in a thread, which has no `import()` of its own: `vm.Script` runs it. */
declare const importUrl: ((url: string) => Promise<unknown>) | undefined;

/** What stands for `import.meta`, which would tell of the memory that a module was imported from. */
const globalName = '__mortiseImportMeta';

/** Where it is an expression, as far as that can be told without a parser: not where it names a property. */
const importMeta = /(?<![\w$#]|[^.]\.)import\s*\.\s*meta\b/g;

/**
 * Imports a plugin from memory: the text that was compared with its hash, whatever its file holds by now.
 *
 * @param source the bundle; `import.meta` in it tells of its file
 * @param file where it lies, as a URL: stacks name it
 */
export const importCode = async (source: string, file: string): Promise<unknown> => {
  const path = fileURLToPath(file);
  const value = Object.freeze({ url: file, filename: path, dirname: dirname(path) });
  Object.defineProperty(globalThis, globalName, { value, configurable: true });
  const text = source.replace(importMeta, globalName);
  // What a script imports would be found beside our own file.
  const run = /\bimport\b/.test(text) ? undefined : bundleFunction(text, evaluateAs(file));
  return run ? run() : importModule(text, file);
};

const evaluateAs =
  (filename: string) =>
  (script: string, before: number): unknown =>
    new Script(script, { filename, columnOffset: -before }).runInThisContext();

const importModule = async (text: string, file: string): Promise<unknown> => {
  // A quote would end the name.
  const named = `${text}\n//# sourceURL=${file.replaceAll("'", '%27')}\n`;
  const url = `data:text/javascript;base64,${Buffer.from(named).toString('base64')}`;
  try {
    return await (typeof importUrl === 'undefined' ? import(url) : importUrl(url));
  } catch (error) {
    // What Node says of an import that cannot be resolved has all of the module in it.
    const message = messageOf(error);
    throw message.includes(url) ? new Error(message.replaceAll(url, file)) : error;
  }
};
