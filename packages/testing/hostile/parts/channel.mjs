// The channel on which the runtime beside the plugin talks to the host: a plugin shares the realm with it.
import { builtin, Deno, platform, tried, turn } from './platform.mjs';

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
 * Finds every way to say something to the host past the runtime, each with what it takes: a value for
 * threads, bytes for processes, the text of a message where the runtime itself makes something of it.
 *
 * @param ctx the plugin's context, whose services make the runtime speak
 */
export const findChannels = async (ctx) => {
  if (platform === 'node') {
    const threads = await builtin('node:worker_threads');
    const { parentPort, workerData } = threads ?? {};
    if (parentPort) ports.add(parentPort);
    for (const value of Object.values(workerData ?? {})) if (value?.postMessage) ports.add(value);
  }
  // The runtime's own messages show the port that it keeps to itself.
  ctx.log.debug('Something to send').catch(() => {});
  await turn(20);
  const ways = [...ports].map((port) => ({
    takes: 'values',
    send: (value) => port.postMessage(value),
    port,
  }));
  if (Deno) {
    ways.push({ takes: 'bytes', send: (bytes) => writeAll((part) => Deno.stdout.writeSync(part), bytes) });
    const fs = await builtin('node:fs');
    if (fs) ways.push({ takes: 'bytes', send: (bytes) => writeAll((part) => fs.writeSync(1, part), bytes) });
  }
  if (platform === 'other') ways.push({ takes: 'texts', send: (text) => sendText(ctx, text) });
  return ways;
};

const writeAll = (write, bytes) => {
  for (let at = 0; at < bytes.length; ) at += write(bytes.subarray(at));
};

/** Where the runtime makes its messages with the realm's own JSON, the plugin chooses what they say. */
const sendText = async (ctx, text) => {
  const { stringify } = JSON;
  let isSent = false;
  JSON.stringify = (value, ...more) => {
    if (isSent || !Array.isArray(value)) return Reflect.apply(stringify, JSON, [value, ...more]);
    isSent = true;
    return text;
  };
  ctx.log.debug('Something to send').catch(() => {});
  await turn();
  JSON.stringify = stringify;
  if (!isSent) throw new Error('The runtime has a JSON of its own');
};

/**
 * Says rows of the protocol in every way that there is.
 *
 * @param rows lists of cells, without their lengths
 * @returns how many messages were taken
 */
export const say = async (ctx, ...rows) => {
  const cells = rows.flatMap((row) => [row.length, ...row]);
  return await sendRaw(ctx, { values: [cells], bytes: [frameOf(cells)], texts: [JSON.stringify(cells)] });
};

/**
 * Sends raw messages in every way that takes them.
 *
 * @param messages of each kind
 * @returns how many were taken
 */
export const sendRaw = async (ctx, messages) => {
  let taken = 0;
  for (const { takes, send } of await findChannels(ctx)) {
    for (const message of messages[takes] ?? []) {
      const isTaken = await tried(async () => {
        await send(message);
        return true;
      });
      if (isTaken) taken += 1;
    }
  }
  return taken;
};
