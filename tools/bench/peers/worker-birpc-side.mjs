import { parentPort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { place } from '../floors/shop.mjs';

createBirpc(
  { place },
  {
    post: (data) => parentPort?.postMessage(data),
    on: (receive) => void parentPort?.on('message', receive),
    bind: 'functions',
  },
);
