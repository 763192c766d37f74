import type { Readable } from 'node:stream';

/** Of one stream in one period, in bytes: far more than is passed on of it. */
const most = 8 * 1024 * 1024;

/** In milliseconds. */
const period = 1_000;

/**
 * Reads a stream, but only so much of it in a second: the rest waits in its pipe, and whoever writes it waits too. A
 * plugin that prints without end would have the host read without end.
 *
 * @param onChunk gets the bytes
 * @returns from now on, all that is left is read at once
 */
export const readSlowly = (stream: Readable, onChunk: (chunk: Uint8Array) => void): (() => void) => {
  let left = most;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const renew = (): void => {
    timer = undefined;
    left = most;
    stream.resume();
  };
  stream.on('data', (chunk: Uint8Array) => {
    onChunk(chunk);
    left -= chunk.length;
    if (left <= 0) stream.pause();
    if (left < Number.POSITIVE_INFINITY) timer ??= setTimeout(renew, period).unref();
  });
  return () => {
    clearTimeout(timer);
    left = Number.POSITIVE_INFINITY;
    stream.resume();
  };
};
