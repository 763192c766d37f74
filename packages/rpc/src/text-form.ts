import { attachmentsOf } from './clone-form.ts';
import { protocolViolation } from './errors.ts';
import { parseCells } from './frame-cells.ts';
import type { Largest } from './transport.ts';
import type { Message } from './wire/message.ts';

/**
 * A message for an engine that shares no objects with us, only texts and bytes: the cells as JSON, or that
 * with the attachments behind it.
 */
export type TextMessage = string | readonly [json: string, ...attachments: Uint8Array[]];

/** @returns the text, with the attachments where there are any */
export const toText = ({ cells, attachments }: Message): TextMessage => {
  const json = JSON.stringify(cells);
  return attachments.length === 0 ? json : [json, ...attachments];
};

/**
 * A message that an engine sent, which may be anything.
 *
 * @throws MortiseError `protocol_violation`
 */
export const fromText = (data: unknown, { cells, size }: Largest): Message => {
  const [json, ...attachments]: unknown[] = Array.isArray(data) ? data : [data];
  if (typeof json !== 'string') throw protocolViolation('a message is no text');
  // In JSON, a character takes 6 at most and a number 25.
  if (json.length > size * 6 + cells * 25) throw protocolViolation('a message is longer than any may be');
  return { cells: parseCells(json, cells), attachments: attachmentsOf(attachments, size) };
};
