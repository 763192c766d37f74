/** There and back as text. Nothing is checked, and no bytes are made of it. */
export const throughText = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const decoder = new TextDecoder();

/** There and back as text in bytes, which is what a pipe would carry. Nothing is checked. */
export const throughBytes = (value: unknown): unknown =>
  JSON.parse(decoder.decode(Buffer.from(JSON.stringify(value))));

/** There and back by structured clone. Nothing is checked. */
export const throughClone = (value: unknown): unknown => structuredClone(value);

/** A copy for the sender's pipe and one out of the receiver's. */
export const twoCopies = (bytes: Uint8Array): Uint8Array => new Uint8Array(Buffer.concat([bytes]));

/** Bytes as JSON can say them. */
export const throughBase64 = (bytes: Uint8Array): Uint8Array =>
  new Uint8Array(Buffer.from(JSON.parse(JSON.stringify(Buffer.from(bytes).toString('base64'))), 'base64'));
