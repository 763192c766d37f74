import { headSize, setLength } from './frame-lengths.ts';
import type { Message } from './wire/message.ts';

const encoder = new TextEncoder();

/**
 * A message as bytes: the length of its text and the number of its attachments, the length of each
 * attachment, all as little-endian 32-bit integers; then the cells as a list in JSON, in UTF-8; then the
 * attachments. Nothing of an attachment is copied here.
 *
 * @returns parts to be written one behind the other; those that are no attachments have memory of their own
 */
export const toFrame = ({ cells, attachments }: Message): Uint8Array[] =>
  frameParts(JSON.stringify(cells), attachments);

/** A frame whose text is there already. */
export const frameParts = (json: string, attachments: readonly Uint8Array[]): Uint8Array[] => {
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
