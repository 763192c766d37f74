/** `era:runtime@1/wasm` is a provider of `era:runtime@1`. */
export const contractOf = (path: string): string => path.slice(0, path.indexOf('/'));

/** `era:runtime@1/wasm` is called `wasm`. */
export const nameOf = (path: string): string => path.slice(path.indexOf('/') + 1);
