export { type Complaint, type DocumentOptions, JsonDocument } from './document.ts';
export { type InvalidDocumentError, invalidDocument } from './errors.ts';
export { type Fault, formatFault, formatPath, type Path } from './fault.ts';
export { alternatives, nearest, preview } from './preview.ts';
export { openJson, readJson } from './read-json.ts';
export { checkSchema, type JsonSchema, type SchemaFault } from './schema.ts';
