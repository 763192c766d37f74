export { type Cell, type Message } from './wire/message.ts';
export { type ValueLimits, valueLimits } from './wire/limits.ts';
export { type Imports, RowReader } from './wire/row-reader.ts';
export { type Exports, RowWriter } from './wire/row-writer.ts';
