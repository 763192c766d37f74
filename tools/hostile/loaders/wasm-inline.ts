import { createWasmLoader } from '@mortise/loader-wasm';
import type { HostileSubject } from '@mortise/testing/hostile';

export default {
  name: 'wasm-inline',
  create: (wires) => createWasmLoader({ wires, inline: true }),
} satisfies HostileSubject;
