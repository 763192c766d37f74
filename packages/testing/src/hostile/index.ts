export type { Attack, AttackGroup, Expected, Step } from './attack.ts';
export { attackGroups, attacks } from './attacks.ts';
export type { Capability } from './capabilities.ts';
export { pageOf } from './page.ts';
export { printMatrix, progressLine } from './print-matrix.ts';
export type { Outcome } from './report.ts';
export { type MatrixOptions, runMatrix } from './run-matrix.ts';
export type { HostileSubject, TestedLoader } from './subject.ts';
export type { Verdict } from './verdict.ts';
