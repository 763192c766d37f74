import type { HostCalls } from '../host-calls.ts';

/** How many bytes `getRandomValues` gives at once, as everywhere. */
const most = 65_536;

/**
 * Randomness of the host. Engines are copies of one, so that their own generator would give all the same; a start does
 * not wait for it, since a thread loads what makes it at the first request.
 */
export const createRandom = ({ random }: HostCalls) => {
  let state: Uint32Array | undefined;
  /** xoshiro128**, Blackman and Vigna, 2018: for `Math.random`, which is for no secret. */
  const next = (): number => {
    state ??= new Uint32Array(random(16).buffer);
    const [a, b, c, d] = state as unknown as [number, number, number, number];
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    const [e, f] = [c ^ a, d ^ b];
    state[1] = b ^ e;
    state[0] = a ^ f;
    state[2] = e ^ shifted;
    state[3] = rotate(f, 11);
    return result;
  };
  const crypto = {
    getRandomValues: <T extends ArrayBufferView>(into: T): T => {
      if (into.byteLength > most) throw new RangeError(`More than ${most} random bytes at once`);
      new Uint8Array(into.buffer, into.byteOffset, into.byteLength).set(random(into.byteLength));
      return into;
    },
    randomUUID: (): string => {
      const bytes = random(16);
      bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
      bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
      const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
  Math.random = () => (next() * 2 ** 21 + (next() >>> 11)) / 2 ** 53;
  return crypto;
};

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
