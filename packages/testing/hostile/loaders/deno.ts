import { createDenoLoader } from '@mortise/loader-deno';
import type { HostileSubject } from '../../src/hostile/subject.ts';

export default {
  name: 'deno',
  create: (wires) => createDenoLoader({ wires }),
} satisfies HostileSubject;
