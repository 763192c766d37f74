export { createWorkerLoader, type WorkerOptions, workerPlugin } from './worker-loader.ts';
