/**
 * The modules that a contract imports from, told without the compiler: what a workspace needs to know to
 * read contracts in their order. It may name one too many, where a comment looks like an import.
 *
 * @param text the source of a `*.contract.ts`
 * @returns each once, in the order of the source
 */
export const importSpecifiers = (text: string): string[] => {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/^\s*\/\/.*$/gm, '');
  const found = code.matchAll(/(?:^|[;}\s])import\b[^'";]*?\bfrom\s*(['"])([^'"\n]+)\1/g);
  return [...new Set([...found].map((match) => match[2] as string))];
};
