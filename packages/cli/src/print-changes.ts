import type { GeneratedFile } from '@mortise/codegen';

/**
 * What `gen` has done to files, for people.
 *
 * @param summary what there is in the workspace: `1 contract, 1 plugin, 1 profile`
 */
export const changesText = (changes: readonly GeneratedFile[], summary: string): string => {
  if (changes.length === 0) return `Up to date: ${summary}`;
  const { written, removed } = changesAsJson(changes);
  const blocks = [
    written.length > 0 ? block('Wrote', written) : [],
    removed ? block('Removed', removed) : [],
  ];
  const [[heading, ...files] = [], ...rest] = blocks.filter((lines) => lines.length > 0);
  return [`${heading} (${summary})`, ...files, ...rest.flat()].join('\n');
};

const block = (did: string, files: readonly string[]): string[] => [
  `${did} ${files.length} file${files.length === 1 ? '' : 's'}`,
  ...files.map((file) => `  ${file}`),
];

/** The paths, for machines. */
export const changesAsJson = (
  changes: readonly GeneratedFile[],
): { readonly written: string[]; readonly removed?: string[] } => {
  const pathsOf = (isThere: boolean) =>
    changes.filter(({ text }) => (text !== undefined) === isThere).map(({ path }) => path);
  const removed = pathsOf(false);
  return { written: pathsOf(true), ...(removed.length > 0 ? { removed } : {}) };
};
