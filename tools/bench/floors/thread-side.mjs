import { parentPort } from 'node:worker_threads';
import { place } from './shop.mjs';

parentPort?.on('message', ({ id, order, file, back }) => {
  if (order) void place(order).then((answer) => parentPort?.postMessage({ id, answer }));
  else if (back) parentPort?.postMessage({ id, answer: file }, [file.buffer]);
  else parentPort?.postMessage({ id });
});
