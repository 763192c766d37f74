import type { MethodWire, MortiseError } from '@mortise/core';
import { invalidValue } from './wire/place.ts';

/**
 * What is wrong with the signal of a call, where its caller has no types.
 *
 * @param signal which may be anything; one of another realm, or not of the platform, is right
 */
export const badSignal = (
  { name }: MethodWire,
  signal: AbortSignal | undefined,
): MortiseError | undefined => {
  if (!signal || isSignal(signal)) return undefined;
  return invalidValue(['signal'], 'an AbortSignal', signal, undefined, name);
};

const isSignal = ({ throwIfAborted, addEventListener }: Partial<AbortSignal>): boolean =>
  typeof throwIfAborted === 'function' && typeof addEventListener === 'function';
