import { createWorkerLoader } from '@mortise/loader-worker';
import type { HostileSubject } from '@mortise/testing/hostile';

export default {
  name: 'worker',
  create: (wires) => createWorkerLoader({ wires }),
} satisfies HostileSubject;
