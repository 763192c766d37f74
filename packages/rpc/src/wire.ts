export { type ValueLimits, valueLimits } from './wire/limits.ts';
export type { Cell, Message } from './wire/message.ts';
export { type Imports, RowReader } from './wire/row-reader.ts';
export { type Exports, RowWriter } from './wire/row-writer.ts';
