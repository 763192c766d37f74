export { Clock } from './clock.gen.ts';
export { createClock } from './clock.ts';
export { createFakeClock, type FakeClock } from './fake-clock.ts';
export { type Json, Log } from './log.gen.ts';
export { createLog, type LogOptions } from './log.ts';
export type { LogEntry, LogLevel } from './log-entry.ts';
export { createMemoryLog, type MemoryLog } from './memory-log.ts';
export { createMemoryStorage } from './memory-storage.ts';
export { Storage } from './storage.gen.ts';
