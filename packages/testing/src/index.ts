export type { Case, LiveProbe, Subject } from './conformance/case.ts';
export { conformanceOf, type SubjectCase } from './conformance/conformance-of.ts';
export { conformance } from './conformance/suite.ts';
export { startLeakCheck } from './leaks/leak-check.ts';
export { type Strict, type StrictOptions, strict } from './strict/strict.ts';
export { type StrictPluginOptions, strictPlugin } from './strict/strict-plugin.ts';
export { type TransportCase, type TransportEnds, transportConformance } from './transport/transport-suite.ts';
