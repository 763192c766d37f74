import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Receipt } from '../contract/orders.contract.ts';
import type { RemoteFiles } from '../contract/remote.ts';
import { findDeno } from './find-deno.ts';
import { frame, readFrames } from './frames.ts';
import { Waiting } from './waiting.ts';

const flags = [
  '--no-prompt',
  '--no-remote',
  '--no-npm',
  '--no-config',
  '--no-lock',
  '--cached-only',
  '--no-check',
];

/** A Deno process without permissions that answers over its standard streams: a frame a call and one back. */
export function startDeno(): RemoteFiles {
  const main = fileURLToPath(new URL('deno-side.mjs', import.meta.url));
  const child = spawn(findDeno(), ['run', ...flags, main], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // A folder that cannot be: nothing is kept from one start for the next one.
    env: { DENO_DIR: '/dev/null/deno', DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' },
  });
  child.once('exit', (code) => {
    // No call would ever be answered.
    if (code !== 0) throw new Error(`Deno ended with ${code}`);
  });
  const waiting = new Waiting();
  const takeChunk = readFrames((text, bytes) => {
    const { id, answer } = JSON.parse(text);
    waiting.answer(id, bytes.length > 0 ? bytes : answer);
  });
  child.stdout.on('data', takeChunk);
  const send = (file: Uint8Array, back: boolean) =>
    waiting.call((id) => {
      child.stdin.cork();
      child.stdin.write(frame(JSON.stringify({ id, back }), file.length));
      child.stdin.write(file);
      child.stdin.uncork();
    });
  return {
    pid: child.pid as number,
    place: (order) =>
      waiting.call((id) => child.stdin.write(frame(JSON.stringify({ id, order })))) as Promise<Receipt>,
    attach: (file) => send(file, false) as Promise<void>,
    echo: (file) => send(file, true) as Promise<Uint8Array>,
    end: async () => {
      // It ends by itself when its input does.
      child.stdin.end();
      await once(child, 'close');
    },
  };
}
