export { ClockWire } from './clock.wire.gen.ts';
export { LogWire } from './log.wire.gen.ts';
export { StorageWire } from './storage.wire.gen.ts';
