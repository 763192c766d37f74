import { headSize, setLength } from './frame-lengths.ts';
import type { Message } from './wire/message.ts';

const encoder = new TextEncoder();

/** Small frames are views of a larger piece, since memory of its own would take longer than all the rest. */
const poolSize = 32_768;
let pool = new Uint8Array(0);
let used = 0;

/**
 * A message as bytes: the length of its text and the number of its attachments, the length of each
 * attachment, all as little-endian 32-bit integers; then the cells as a list in JSON, in UTF-8; then the
 * attachments. Nothing of an attachment is copied here.
 *
 * @returns parts to be written one behind the other
 */
export const toFrame = ({ cells, attachments }: Message): Uint8Array[] => {
  const json = JSON.stringify(cells);
  // A character takes 3 bytes of UTF-8 at most.
  const most = headSize + json.length * 3;
  if (attachments.length === 0 && most <= poolSize / 8) {
    if (used + most > pool.length) {
      pool = new Uint8Array(poolSize);
      used = 0;
    }
    const start = used;
    const { written } = encoder.encodeInto(json, pool.subarray(start + headSize));
    setLength(pool, start, written);
    setLength(pool, start + 4, 0);
    used = start + headSize + written;
    return [pool.subarray(start, used)];
  }
  const text = encoder.encode(json);
  const head = new Uint8Array(headSize + attachments.length * 4);
  setLength(head, 0, text.length);
  setLength(head, 4, attachments.length);
  let at = headSize;
  for (const { length } of attachments) {
    setLength(head, at, length);
    at += 4;
  }
  return [head, text, ...attachments];
};
