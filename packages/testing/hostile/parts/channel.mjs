// The channel on which the runtime beside the plugin talks to the host: a plugin shares the realm with it.
import { builtin, Deno, platform, tried } from './platform.mjs';

const encoder = globalThis.TextEncoder ? new TextEncoder() : undefined;

/** Text as bytes; the rows here have no other characters than those of ASCII. */
export const bytesOf = (text) =>
  encoder ? encoder.encode(text) : Uint8Array.from(text, (character) => character.charCodeAt(0));

/** A frame of the protocol: lengths, then cells as JSON. */
export const frameOf = (cells, claimed) => {
  const text = bytesOf(typeof cells === 'string' ? cells : JSON.stringify(cells));
  const frame = new Uint8Array(8 + text.length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, claimed?.text ?? text.length, true);
  view.setUint32(4, claimed?.attachments ?? 0, true);
  frame.set(text, 8);
  return frame;
};

/** Ports that the runtime has sent something through since this module was loaded. */
const ports = new Set();
const { MessagePort } = globalThis;
if (MessagePort) {
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (...args) {
    ports.add(this);
    return Reflect.apply(postMessage, this, args);
  };
}

/**
 * Finds every way to say something to the host past the runtime.
 *
 * @returns functions that take one message: a value for threads, bytes for processes and engines
 */
export const findChannels = async () => {
  const ways = [];
  if (platform === 'node') {
    const threads = await builtin('node:worker_threads');
    const { parentPort, workerData } = threads ?? {};
    if (parentPort) ports.add(parentPort);
    for (const value of Object.values(workerData ?? {})) if (value?.postMessage) ports.add(value);
    // The runtime's own messages show the port that it keeps to itself.
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  for (const port of ports) {
    ways.push({ takes: 'values', send: (value, transfer) => port.postMessage(value, transfer), port });
  }
  if (Deno) {
    ways.push({ takes: 'bytes', send: (bytes) => writeAll((part) => Deno.stdout.writeSync(part), bytes) });
    const fs = await builtin('node:fs');
    if (fs) ways.push({ takes: 'bytes', send: (bytes) => writeAll((part) => fs.writeSync(1, part), bytes) });
  }
  if (platform === 'other') for (const call of hostFunctions()) ways.push({ takes: 'any', send: call });
  return ways;
};

const writeAll = (write, bytes) => {
  for (let at = 0; at < bytes.length; ) at += write(bytes.subarray(at));
};

/** Functions of the global object that no language standard knows: an engine's host put them there. */
const hostFunctions = () =>
  Object.getOwnPropertyNames(globalThis)
    .filter((name) => /^[a-z_$]/.test(name) && !known.includes(name))
    .map((name) => globalThis[name])
    .filter((value) => typeof value === 'function');

const known =
  'eval isNaN isFinite parseInt parseFloat decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape setTimeout clearTimeout setInterval clearInterval setImmediate clearImmediate queueMicrotask structuredClone btoa atob fetch'.split(
    ' ',
  );

/**
 * Says rows of the protocol in every way that there is.
 *
 * @param rows lists of cells, without their lengths
 * @returns how many ways took them
 */
export const say = async (...rows) => {
  const cells = rows.flatMap((row) => [row.length, ...row]);
  let taken = 0;
  for (const { takes, send } of await findChannels()) {
    const forms = {
      values: [cells],
      bytes: [frameOf(cells)],
      any: [JSON.stringify(cells), frameOf(cells), frameOf(cells).buffer, cells],
    }[takes];
    for (const form of forms) {
      const sent = await tried(() => {
        send(form);
        return true;
      });
      if (sent) taken += 1;
    }
  }
  return taken;
};

/**
 * Sends raw messages in every way that takes them.
 *
 * @param values for threads
 * @param bytes for processes and engines
 * @returns how many were taken
 */
export const sendRaw = async (values, bytes) => {
  let taken = 0;
  for (const { takes, send } of await findChannels()) {
    for (const message of takes === 'values' ? values : bytes) {
      const sent = await tried(() => {
        send(message);
        return true;
      });
      if (sent) taken += 1;
    }
  }
  return taken;
};
