import { codeName, literal } from '../literal.ts';

/**
 * An import, over several lines where it is long.
 *
 * @param specifier the module
 * @param names what it imports; `A as B` and `type A` are understood
 * @param kind `type` for one that imports types only
 */
export const importText = (specifier: string, names: readonly string[], kind: '' | 'type' = ''): string => {
  const checked = names.map((name) => {
    const [, prefix = '', from, to] = /^(type )?(\S+)(?: as (\S+))?$/.exec(name) ?? [];
    return `${prefix}${codeName(from)}${to === undefined ? '' : ` as ${codeName(to)}`}`;
  });
  const head = kind === 'type' ? 'import type' : 'import';
  const line = `${head} { ${checked.join(', ')} } from ${literal(specifier)};`;
  if (line.length <= 110) return line;
  return `${head} {\n${checked.map((name) => `  ${name},\n`).join('')}} from ${literal(specifier)};`;
};

/** Sorts imports by their modules. */
export const bySpecifier = (a: string, b: string): number => (moduleOf(a) < moduleOf(b) ? -1 : 1);

const moduleOf = (line: string): string => / from (.*)$/.exec(line)?.[1] ?? '';
