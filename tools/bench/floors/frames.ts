const headSize = 8;

/**
 * A frame: length of its text, length of its bytes, the text. The bytes come behind it.
 *
 * @param bytes how many bytes will follow
 */
export function frame(text: string, bytes = 0): Buffer {
  const length = Buffer.byteLength(text);
  const made = Buffer.allocUnsafe(headSize + length);
  made.writeUInt32LE(length, 0);
  made.writeUInt32LE(bytes, 4);
  made.write(text, headSize);
  return made;
}

/**
 * Takes what a pipe brings, and hands on each frame that is whole.
 *
 * @param onFrame its bytes are a view of what came, or of a copy where they came in several parts
 */
export function readFrames(onFrame: (text: string, bytes: Uint8Array) => void): (chunk: Buffer) => void {
  let parts: Buffer[] = [];
  let length = 0;
  let needed = headSize;
  return (chunk) => {
    parts.push(chunk);
    length += chunk.length;
    if (length < needed) return;
    const all = parts.length === 1 ? chunk : Buffer.concat(parts);
    let at = 0;
    needed = headSize;
    while (all.length - at >= headSize) {
      const text = at + headSize;
      const bytes = text + all.readUInt32LE(at);
      const end = bytes + all.readUInt32LE(at + 4);
      needed = end - at;
      if (end > all.length) break;
      onFrame(all.toString('utf8', text, bytes), all.subarray(bytes, end));
      at = end;
      needed = headSize;
    }
    length = all.length - at;
    parts = length > 0 ? [all.subarray(at)] : [];
  };
}
