export * from './runtime.gen.ts';
