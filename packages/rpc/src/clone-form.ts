import { protocolViolation } from './errors.ts';
import type { Largest } from './transport.ts';
import { isBytes } from './wire/kinds.ts';
import type { Cell, Message } from './wire/message.ts';

/** A message as structured clone carries it: the cells, or the cells and behind them the attachments. */
export type Cloned = readonly Cell[] | readonly [cells: readonly Cell[], ...attachments: Uint8Array[]];

/**
 * A message for `postMessage`.
 *
 * @returns what to post, and the buffers to move: those of the attachments, which are nobody else's
 */
export const toClone = ({ cells, attachments }: Message): { data: Cloned; transfer: ArrayBuffer[] } => {
  if (attachments.length === 0) return { data: cells, transfer: [] };
  return { data: [cells, ...attachments], transfer: attachments.map(({ buffer }) => buffer as ArrayBuffer) };
};

/**
 * A message that `postMessage` delivered, which may be anything.
 *
 * @throws MortiseError `protocol_violation`
 */
export const fromClone = (data: unknown, largest: Largest): Message => {
  if (!Array.isArray(data)) throw protocolViolation('a message is no list');
  const [first] = data;
  const cells: unknown = Array.isArray(first) ? first : data;
  // A length costs nothing to claim: it is looked at before the list is.
  if ((cells as unknown[]).length > largest.cells || data.length > largest.cells)
    throw protocolViolation(`a message has more than ${largest.cells} cells`);
  const attachments: unknown[] = Array.isArray(first) ? data.slice(1) : [];
  return { cells: cells as Cell[], attachments: attachmentsOf(attachments, largest.size) };
};

/**
 * The attachments of a message, each over memory of its own.
 *
 * @param attachments may be anything, and are replaced where they share memory
 * @param most how many bytes they may have together
 * @throws MortiseError `protocol_violation`
 */
export const attachmentsOf = (attachments: unknown[], most: number): Uint8Array[] => {
  const seen = new Set<ArrayBufferLike>();
  let size = 0;
  for (const [index, bytes] of attachments.entries()) {
    if (!isBytes(bytes) || !isPlainBuffer(bytes.buffer))
      throw protocolViolation('an attachment is no Uint8Array of its own');
    size += bytes.length;
    // Part of a larger buffer, or one of two views of it, is not the receiver's alone.
    if (bytes.length !== bytes.buffer.byteLength || seen.has(bytes.buffer))
      attachments[index] = new Uint8Array(bytes);
    seen.add(bytes.buffer);
  }
  if (size > most) throw protocolViolation(`a message has more than ${most} bytes`);
  return attachments as Uint8Array[];
};

const byteLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength')?.get;

/** Neither shared with another thread nor of a length that changes. */
const isPlainBuffer = (buffer: ArrayBufferLike): boolean => {
  try {
    // Unlike `instanceof`, this cannot be fooled by a prototype.
    byteLength?.call(buffer);
    return (buffer as { resizable?: boolean }).resizable !== true;
  } catch {
    return false;
  }
};
