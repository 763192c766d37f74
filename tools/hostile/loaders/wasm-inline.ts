import { createWasmLoader } from '@mortise/loader-wasm';
import type { HostileSubject } from '@mortise/testing/hostile';

/** The most that a profile can give: who recurses deeply meets the end of WebAssembly's own stack last. */
const limits = { stack: '512KiB' };

export default {
  name: 'wasm-inline',
  create: (wires) => createWasmLoader({ wires, inline: true, limits }),
} satisfies HostileSubject;
