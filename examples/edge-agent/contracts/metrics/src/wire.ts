export { MetricsWire } from './metrics.wire.gen.ts';
