import { parentPort } from 'node:worker_threads';
import { place } from './shop.mjs';

parentPort?.on('message', ({ id, order, file, back, kept }) => {
  if (order) void place(order).then((answer) => parentPort?.postMessage({ id, answer }));
  else if (back) send(id, kept ? file.slice() : file);
  else parentPort?.postMessage({ id });
});

/** @param {number} id @param {Uint8Array<ArrayBuffer>} answer */
function send(id, answer) {
  parentPort?.postMessage({ id, answer }, [answer.buffer]);
}
