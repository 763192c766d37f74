export * from './metrics.gen.ts';
