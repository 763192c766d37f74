import { createWasmLoader } from '@mortise/loader-wasm';
import type { HostileSubject } from '@mortise/testing/hostile';

/** The most that a profile can give: who recurses deeply meets the end of WebAssembly's own stack last. */
const limits = { stack: '512KiB' };

export default {
  name: 'wasm',
  create: (wires) => createWasmLoader({ wires, limits }),
} satisfies HostileSubject;
