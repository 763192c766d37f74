/** Of a frame's head: the length of the text, then the number of attachments, 4 bytes each. */
export const headSize = 8;

/** Writes a little-endian integer of 32 bits. */
export const setLength = (bytes: Uint8Array, at: number, value: number): void => {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
};

/** Reads a little-endian integer of 32 bits. */
export const lengthAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)) >>>
  0;
