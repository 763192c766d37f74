// UTF-8 and nothing else, by what the engine has built in: both ways of `encodeURIComponent` are native code.

class Utf8Encoder {
  readonly encoding = 'utf-8';

  encode(text = ''): Uint8Array {
    const escaped = unescape(encodeURIComponent(String(text).replace(/\p{Surrogate}/gu, '\ufffd')));
    const bytes = new Uint8Array(escaped.length);
    for (let index = 0; index < escaped.length; index += 1) bytes[index] = escaped.charCodeAt(index);
    return bytes;
  }

  encodeInto(text: string, into: Uint8Array): { read: number; written: number } {
    let [read, written] = [0, 0];
    for (const character of text) {
      const bytes = this.encode(character);
      if (written + bytes.length > into.length) break;
      into.set(bytes, written);
      read += character.length;
      written += bytes.length;
    }
    return { read, written };
  }
}

const labels = ['utf-8', 'utf8', 'unicode-1-1-utf-8'];

class Utf8Decoder {
  readonly encoding = 'utf-8';
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  #rest = new Uint8Array(0);
  #isBegun = false;

  constructor(label = 'utf-8', { fatal = false, ignoreBOM = false } = {}) {
    if (!labels.includes(String(label).trim().toLowerCase()))
      throw new RangeError(`The encoding '${label}' is not supported here: only UTF-8 is`);
    this.fatal = fatal;
    this.ignoreBOM = ignoreBOM;
  }

  decode(input?: ArrayBuffer | ArrayBufferView, { stream = false } = {}): string {
    const bytes = joined(this.#rest, bytesOf(input));
    this.#rest = new Uint8Array(0);
    let text = '';
    for (let at = 0; at < bytes.length; ) {
      const { size, code } = sequenceAt(bytes, at);
      if (code === undefined && stream && at + size === bytes.length && isUnfinished(bytes, at)) {
        this.#rest = bytes.slice(at);
        break;
      }
      if (code === undefined && this.fatal) throw new TypeError('The encoded data was not valid UTF-8');
      text += String.fromCodePoint(code ?? 0xfffd);
      at += size;
    }
    const isFirst = !this.#isBegun && text.length > 0;
    this.#isBegun = stream && (this.#isBegun || text.length > 0);
    return isFirst && !this.ignoreBOM && text.startsWith('\ufeff') ? text.slice(1) : text;
  }
}

const joined = (one: Uint8Array, two: Uint8Array): Uint8Array => {
  if (one.length === 0) return two;
  const both = new Uint8Array(one.length + two.length);
  both.set(one);
  both.set(two, one.length);
  return both;
};

const bytesOf = (input: ArrayBuffer | ArrayBufferView | undefined): Uint8Array => {
  if (input === undefined) return new Uint8Array(0);
  if (!ArrayBuffer.isView(input)) return new Uint8Array(input);
  return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
};

/** By the first byte: how many follow, and what the second may be. */
const formOf = (first: number): { follow: number; least: number; most: number } | undefined => {
  if (first >= 0xc2 && first <= 0xdf) return { follow: 1, least: 0x80, most: 0xbf };
  if (first >= 0xe0 && first <= 0xef)
    return { follow: 2, least: first === 0xe0 ? 0xa0 : 0x80, most: first === 0xed ? 0x9f : 0xbf };
  if (first >= 0xf0 && first <= 0xf4)
    return { follow: 3, least: first === 0xf0 ? 0x90 : 0x80, most: first === 0xf4 ? 0x8f : 0xbf };
  return undefined;
};

/** The character that begins there; without a code where it is none, and then how many bytes that takes. */
const sequenceAt = (bytes: Uint8Array, at: number): { size: number; code?: number } => {
  const first = bytes[at] as number;
  if (first < 0x80) return { size: 1, code: first };
  const form = formOf(first);
  if (!form) return { size: 1 };
  let code = first & (0x3f >> form.follow);
  for (let index = 1; index <= form.follow; index += 1) {
    const next = bytes[at + index] ?? -1;
    const [least, most] = index === 1 ? [form.least, form.most] : [0x80, 0xbf];
    if (next < least || next > most) return { size: index };
    code = (code << 6) | (next & 0x3f);
  }
  return { size: form.follow + 1, code };
};

/** Whether the bytes at the end may become a character with those that follow. */
const isUnfinished = (bytes: Uint8Array, at: number): boolean => {
  const form = formOf(bytes[at] as number);
  return form !== undefined && bytes.length - at <= form.follow;
};

export const text = { TextEncoder: Utf8Encoder, TextDecoder: Utf8Decoder };
