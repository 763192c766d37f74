export { badSignal } from './bad-signal.ts';
export { checkConnectOptions } from './check-options.ts';
export { type Cloned, fromClone, toClone } from './clone-form.ts';
export { type Connection, type ConnectOptions, connect, type Provided, provide } from './connect.ts';
export { protocolViolation } from './errors.ts';
export { FrameReader } from './frame-reader.ts';
export { FrameWriter } from './frame-writer.ts';
export { toFrame } from './framed-form.ts';
export { Inbox, type OpenReader, readFrames } from './inbox.ts';
export type { Intercept, ObservedCall } from './intercept.ts';
export type { Pending } from './peer.ts';
export {
  defaultLimits,
  type Limits,
  limitsOf,
  type Offer,
  op,
  protocolVersion,
} from './protocol.ts';
export { type ErrorRecord, RemoteError } from './remote-error.ts';
export { fromText, type TextMessage, toText } from './text-form.ts';
export { speaking, textOf } from './thrown.ts';
export type { Largest, Receiver, Transport } from './transport.ts';
export { whenAborted } from './when-aborted.ts';
export type { Cell, Message } from './wire/message.ts';
export { valueText } from './wire/place.ts';
export { lineText, plainText } from './wire/plain-text.ts';
