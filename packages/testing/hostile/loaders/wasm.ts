import { createWasmLoader } from '@mortise/loader-wasm';
import type { HostileSubject } from '../../src/hostile/subject.ts';

export default {
  name: 'wasm',
  create: (wires) => createWasmLoader({ wires }),
} satisfies HostileSubject;
