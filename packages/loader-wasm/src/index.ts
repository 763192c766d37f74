export { createWasmLoader, type WasmOptions, wasmPlugin } from './wasm-loader.ts';
