import type { ServiceUser } from '@mortise/core';
import { invalidKey, invalidValue, unsupportedGrant } from './errors.ts';

// What every storage of this package holds its plugins to, so that a plugin can move from one to another.

const longestKey = 512;

/**
 * So many keys a list reads first, and as many as it has given already each later time, up to the greatest
 * number: what it holds while its reader takes his time has a bound, and many keys are not gone through too often.
 */
export const keysOfList = { first: 256, most: 4_096 };

/** @throws MortiseError `invalid_key` unless the key is well-formed text of 1 to 512 bytes in UTF-8 */
export const checkKey = ({ id }: ServiceUser, key: string): void => {
  const valid =
    typeof key === 'string' &&
    key.length > 0 &&
    key.length <= longestKey &&
    // Two keys with lone surrogates would have the same bytes.
    !/\p{Cs}/u.test(key) &&
    new TextEncoder().encode(key).length <= longestKey;
  if (!valid) throw invalidKey(id, key);
};

/**
 * A value as the storage keeps it: bytes of its own, whatever the caller does with his.
 *
 * @throws MortiseError `invalid_value` for anything but a Uint8Array, of which `new Uint8Array` would
 *   silently make zeros
 */
export const copyValue = ({ id }: ServiceUser, key: string, value: Uint8Array): Uint8Array => {
  // By tag, because an array of another realm (a test runner's, a frame's) is no instance of ours.
  if (Object.prototype.toString.call(value) !== '[object Uint8Array]') throw invalidValue(id, key);
  return new Uint8Array(value);
};

/** @throws MortiseError `unsupported_grant` for a scope other than the plugin's own keys */
export const checkGrant = ({ id, grant }: ServiceUser): void => {
  const scope = grant?.scope ?? 'plugin';
  if (scope !== 'plugin') throw unsupportedGrant(id, scope);
};
