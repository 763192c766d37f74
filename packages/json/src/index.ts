export { checkSchema, type SchemaFault } from './check-schema.ts';
export { type Complaint, type DocumentOptions, JsonDocument } from './document.ts';
export { type About, type InvalidDocumentError, invalidDocument } from './errors.ts';
export { type Fault, formatFault, formatPath, type Path } from './fault.ts';
export type { JsonSchema } from './json-schema.ts';
export { nearest } from './nearest.ts';
export { alternatives, preview } from './preview.ts';
export { openJson, readJson } from './read-json.ts';
