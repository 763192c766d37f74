export { ProbeWire } from './conformance/probe.wire.gen.ts';
