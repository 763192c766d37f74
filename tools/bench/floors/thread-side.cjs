// A script: a thread that loads a module starts 5 ms later, which no floor must.
const { parentPort } = require('node:worker_threads');

/** As `shop.mjs` has it, which is a module. */
const place = async ({ id, total, paid }) => ({ id, total, paid });

parentPort?.on('message', ({ id, order, file, back, kept }) => {
  if (order) void place(order).then((answer) => parentPort?.postMessage({ id, answer }));
  else if (back) send(id, kept ? file.slice() : file);
  else parentPort?.postMessage({ id });
});

/** @param {number} id @param {Uint8Array<ArrayBuffer>} answer */
function send(id, answer) {
  parentPort?.postMessage({ id, answer }, [answer.buffer]);
}
