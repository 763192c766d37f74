import type { MethodWire } from '@mortise/core';
import { defaultLimits, FrameReader, FrameWriter, fromClone, type Message, toClone } from '@mortise/rpc';
import { RowReader, RowWriter } from '@mortise/rpc/wire';

/** Takes a value apart as the sender does, and makes a fresh one as the receiver does. */
export type Codec = (value: unknown) => unknown;

/** As bytes, which come out in one piece, as of a pipe. */
export function framedCodec(method: MethodWire): Codec {
  const { write, read } = sides(method);
  const writer = new FrameWriter();
  const frames = new FrameReader(defaultLimits);
  return (value) => {
    const parts = writer.write(write(value));
    const [message] = frames.push(parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts));
    return read(message as Message);
  };
}

/** As structured clone carries it. */
export function cloneCodec(method: MethodWire): Codec {
  const { write, read } = sides(method);
  return (value) => {
    const { data, transfer } = toClone(write(value));
    return read(fromClone(structuredClone(data, { transfer }), defaultLimits));
  };
}

/** Writer and reader of a method's only argument; a connection has one of each too. */
function sides(method: MethodWire) {
  const writer = new RowWriter();
  const reader = new RowReader();
  return {
    write: (value: unknown): Message => {
      writer.begin();
      method.writeArgs(writer, [value]);
      return writer.take();
    },
    read: (message: Message): unknown => {
      reader.open(message);
      reader.begin(0, message.cells.length);
      return method.readArgs(reader)[0];
    },
  };
}
