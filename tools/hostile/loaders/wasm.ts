import { createWasmLoader } from '@mortise/loader-wasm';
import type { HostileSubject } from '@mortise/testing/hostile';

export default {
  name: 'wasm',
  create: (wires) => createWasmLoader({ wires }),
} satisfies HostileSubject;
