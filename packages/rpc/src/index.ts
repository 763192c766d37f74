export { type Cloned, fromClone, toClone } from './clone-form.ts';
export { type Connection, type ConnectOptions, connect, type Provided, provide } from './connect.ts';
export { FrameReader, toFrame } from './framed-form.ts';
export type { Intercept, ObservedCall } from './intercept.ts';
export type { Pending } from './peer.ts';
export { defaultLimits, type Limits, type Offer, protocolVersion } from './protocol.ts';
export { type ErrorRecord, RemoteError } from './remote-error.ts';
export type { Largest, Receiver, Transport } from './transport.ts';
export type { Cell, Message } from './wire/message.ts';
