export { createDenoLoader, type DenoOptions, denoPlugin } from './deno-loader.ts';
