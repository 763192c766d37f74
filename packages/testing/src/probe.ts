export * from './conformance/probe.gen.ts';
export { createProbe } from './conformance/probe.ts';
