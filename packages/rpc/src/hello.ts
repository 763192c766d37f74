import { handshakeFailed } from './errors.ts';
import { type Hello, protocolVersion } from './protocol.ts';
import { valueText } from './wire/place.ts';

const longest = 1024 * 1024;

/**
 * What the other side said first, which may be anything.
 *
 * @throws MortiseError `handshake_failed`
 */
export const readHello = (version: unknown, text: unknown): Hello => {
  if (version !== protocolVersion)
    throw handshakeFailed(
      `the other side speaks version ${valueText(version)} of the protocol, this one ${protocolVersion}`,
    );
  const hello = typeof text === 'string' && text.length <= longest ? parse(text) : undefined;
  if (!isHello(hello)) throw handshakeFailed('the other side did not say what it offers and takes');
  const ids = Object.values(hello.exports).map(({ id }) => id);
  if (new Set(ids).size !== ids.length)
    throw handshakeFailed('the other side offers two objects by one number');
  return hello;
};

const isHello = (hello: unknown): hello is Hello => {
  if (!isObject(hello) || !isObject(hello.exports) || !isObject(hello.limits)) return false;
  const { size, cells, depth, calls } = hello.limits;
  const offers = Object.values(hello.exports);
  return (
    [size, cells, depth, calls ?? 1].every(isPositive) &&
    offers.every(
      (offer) =>
        isObject(offer) &&
        isPositive(offer.id) &&
        typeof offer.contract === 'string' &&
        typeof offer.version === 'string',
    )
  );
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isPositive = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
