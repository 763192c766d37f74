import { createDenoLoader } from '@mortise/loader-deno';
import type { HostileSubject } from '@mortise/testing/hostile';

export default {
  name: 'deno',
  create: (wires) => createDenoLoader({ wires }),
} satisfies HostileSubject;
