import { MortiseError } from '@mortise/core';
import { beginning } from './beginning.ts';
import { printable } from './printable.ts';

// One factory a code, sorted. A storage's errors reach plugins: once it is open, they name no path of the host.

/** Enough of a plugin's text to recognise it by. */
const excerpt = (text: unknown): string => printable(beginning(String(text), 60));

export const invalidDuration = (ms: unknown): MortiseError =>
  new MortiseError('invalid_duration', `Cannot wait for '${excerpt(ms)}' ms: it must be a finite number`, {
    phase: 'call',
  });

export const invalidKey = (pluginId: string, key: unknown): MortiseError =>
  new MortiseError(
    'invalid_key',
    `Cannot use key '${excerpt(key)}': it must be text of 1 to 512 bytes in UTF-8 without lone surrogates`,
    { pluginId, phase: 'call', hint: 'Shorten the key, for example by hashing it' },
  );

export const invalidOption = (option: string, received: unknown, accepted: string): MortiseError =>
  new MortiseError(
    'invalid_option',
    `Cannot use option '${option}': it is '${received}', accepted is ${accepted}`,
  );

export const invalidValue = (pluginId: string, key: string): MortiseError =>
  new MortiseError('invalid_value', `Cannot set key '${excerpt(key)}': its value must be a Uint8Array`, {
    pluginId,
    phase: 'call',
    hint: 'Encode text with new TextEncoder().encode(text)',
  });

/** What a storage was at when its disk failed, and for whom. */
export interface StorageAction {
  readonly pluginId: string;
  readonly phase: 'connect' | 'call';
  /** Such as `open storage` or `get key`. */
  readonly verb: string;
  /** The key or prefix, or the directory while the storage is opened. */
  readonly object: string;
}

const cannot = ({ verb, object }: StorageAction): string =>
  `Cannot ${verb} '${printable(beginning(object, 1_024))}'`;

export const storageDenied = (action: StorageAction, cause: unknown): MortiseError =>
  new MortiseError('storage_denied', `${cannot(action)}: the host's user may not read or write it`, {
    pluginId: action.pluginId,
    phase: action.phase,
    hint: "Give the host's user the right to read and write the storage's directory and all in it",
    cause,
  });

export const storageFailed = (action: StorageAction, cause: unknown): MortiseError =>
  new MortiseError(
    'storage_failed',
    `${cannot(action)}: the file system answered '${(cause as { code?: string }).code ?? 'unknown'}'`,
    {
      pluginId: action.pluginId,
      phase: action.phase,
      hint: 'The cause of this error says which file it was; the storage needs a directory of its own',
      cause,
    },
  );

export const storageFull = (action: StorageAction, cause: unknown): MortiseError =>
  new MortiseError('storage_full', `${cannot(action)}: the disk has no room left for it`, {
    pluginId: action.pluginId,
    phase: action.phase,
    hint: "Free room on the host's disk, raise its quota, or delete keys",
    cause,
  });

export const unsupportedGrant = (pluginId: string, scope: unknown): MortiseError =>
  new MortiseError(
    'unsupported_grant',
    `Cannot grant storage scope '${excerpt(scope)}': this host has 'plugin'`,
    {
      pluginId,
      phase: 'connect',
      hint: `Write "grant": { "scope": "plugin" } at the storage's use in the plugin.json of '${pluginId}'`,
    },
  );
