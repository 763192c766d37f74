import { createWorkerLoader } from '@mortise/loader-worker';
import type { HostileSubject } from '../../src/hostile/subject.ts';

export default {
  name: 'worker',
  create: (wires) => createWorkerLoader({ wires }),
} satisfies HostileSubject;
