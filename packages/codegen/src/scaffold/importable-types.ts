import { posix } from 'node:path';
import type { KnownContract } from '../workspace/contracts.ts';
import type { Files } from '../workspace/files.ts';

/**
 * Tells which types of a contract other packages can import. It looks at the text only: where it finds
 * nothing, the type is reached through the contract's interface, which is always there.
 *
 * @param files the workspace
 * @param contract where the types are from
 */
export const importableTypes = (files: Files, { source }: KnownContract): ((type: string) => boolean) => {
  const text = files.read(source) ?? '';
  const index = indexAbove(files, posix.dirname(source));
  const entry = index === undefined ? '' : (files.read(index) ?? '');
  const base = posix.basename(source, '.contract.ts').replace(/[.+?^${}()|[\]\\*]/g, '\\$&');
  const hasAll = new RegExp(`export (?:type )?\\* from '[^']*/${base}\\.(?:gen|contract)\\.[jt]s'`).test(
    entry.replaceAll('"', "'"),
  );
  const has = (where: string, pattern: string) => new RegExp(pattern, 'm').test(where);
  return (type) =>
    /^\w+$/.test(type) &&
    has(text, `^export (?:interface|type) ${type}\\b`) &&
    (hasAll || has(entry, `\\b${type}\\b`));
};

const indexAbove = (files: Files, folder: string): string | undefined => {
  const index = posix.join(folder, 'index.ts');
  if (files.read(index) !== undefined) return index;
  return folder === '.' || folder.endsWith('/src') ? undefined : indexAbove(files, posix.dirname(folder));
};
