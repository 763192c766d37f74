import { posix } from 'node:path';
import type { KnownContract } from './contracts.ts';
import type { Workspace } from './workspace.ts';

/** The name that the wire module of a contract has in code. */
export const wireName = ({ model }: KnownContract): string => `${model.name}Wire`;

/**
 * Whether a contract's package exports its wire module from `./wire`. Packages that were made before
 * there were wire modules do not.
 *
 * @param workspace where the package is, or where it is installed
 * @param directory the package that would import it
 */
export const exportsWire = (workspace: Workspace, directory: string, contract: KnownContract): boolean => {
  const from = workspace.resolve(contract.specifier, directory);
  const { exports } = (from?.json ?? {}) as { exports?: Record<string, Record<string, unknown> | string> };
  const entry = exports?.['./wire'];
  if (!from || !entry) return false;
  const source = typeof entry === 'string' ? entry : entry['@mortise/source'];
  const text = typeof source === 'string' && workspace.files.read(posix.join(from.directory, source));
  // Without a source to look into, the entry is all that can be known.
  return !text || text.includes('export *') || new RegExp(`\\b${wireName(contract)}\\b`).test(text);
};
