export { AppLog } from './app-log.ts';
export { AppTable } from './app-table.ts';
export type { Backend, Ending, Program } from './backend.ts';
export { environmentOf } from './environment.ts';
export { invalidProgram, programMissing, startFailed, unsupported } from './errors.ts';
export { within } from './within.ts';
