import { createWasmLoader } from '@mortise/loader-wasm';
import type { HostileSubject } from '../../src/hostile/subject.ts';

export default {
  name: 'wasm-inline',
  create: (wires) => createWasmLoader({ wires, inline: true }),
} satisfies HostileSubject;
