import { posix } from 'node:path';

const isRelative = (specifier: string): boolean => /^\.{1,2}\//.test(specifier);

/**
 * How a file names a module that another one names, as far as that can be told.
 *
 * @param specifier the module, as the other file names it
 * @param via the other file, as this one names it
 */
export const rebase = (specifier: string, via: string): string => {
  if (!isRelative(specifier)) return specifier;
  // A package is imported by its name, whichever of its files has the type.
  if (!isRelative(via)) return via;
  const path = posix.join(posix.dirname(via), specifier);
  return path.startsWith('../') ? path : `./${path}`;
};
