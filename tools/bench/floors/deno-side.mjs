// One module without a relative import but the shop: what else would be loaded, a start would pay for.
import { place } from './shop.mjs';

const headSize = 8;
const encoder = new TextEncoder();
const decoder = new TextDecoder();
let buffer = new Uint8Array(1 << 16);
let view = new DataView(buffer.buffer);
let filled = 0;

for (;;) {
  const count = await Deno.stdin.read(buffer.subarray(filled));
  if (count === null) break;
  filled += count;
  takeFrames();
}

/** Answers each frame that is whole, and keeps the rest. */
function takeFrames() {
  let at = 0;
  let size = headSize;
  while (filled - at >= headSize) {
    const text = at + headSize;
    const bytes = text + view.getUint32(at, true);
    const end = bytes + view.getUint32(at + 4, true);
    size = end - at;
    if (end > filled) break;
    answer(JSON.parse(decoder.decode(buffer.subarray(text, bytes))), buffer.subarray(bytes, end));
    at = end;
  }
  buffer.copyWithin(0, at, filled);
  filled -= at;
  if (size > buffer.length) grow(size);
}

function grow(size) {
  const larger = new Uint8Array(2 * size);
  larger.set(buffer.subarray(0, filled));
  buffer = larger;
  view = new DataView(buffer.buffer);
}

function answer({ id, order, back }, bytes) {
  if (order) void place(order).then((answer) => write({ id, answer }));
  // The receiver's own, as the room is used again.
  else write({ id }, back ? bytes.slice() : undefined);
}

/** One write for a message; its bytes, where it has any, go from where they are. */
function write(message, bytes = new Uint8Array()) {
  const text = encoder.encode(JSON.stringify(message));
  const frame = new Uint8Array(headSize + text.length);
  const head = new DataView(frame.buffer);
  head.setUint32(0, text.length, true);
  head.setUint32(4, bytes.length, true);
  frame.set(text, headSize);
  writeAll(frame);
  if (bytes.length > 0) writeAll(bytes);
}

function writeAll(bytes) {
  for (let at = 0; at < bytes.length; ) at += Deno.stdout.writeSync(bytes.subarray(at));
}
