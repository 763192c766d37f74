export { RuntimeWire } from './runtime.wire.gen.ts';
