import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Receipt } from '../contract/orders.contract.ts';
import type { RemoteFiles } from '../contract/remote.ts';
import { Waiting } from './waiting.ts';

/** Nothing of this process reaches the thread: no flag, which would load more into it, and no variable. */
export const bare = { execArgv: [], env: {} } satisfies WorkerOptions;

interface Answer {
  readonly id: number;
  readonly answer: unknown;
}

/** A thread that answers by bare `postMessage`: one numbered message a call and one back. */
export function startThread(): RemoteFiles {
  const worker = new Worker(new URL('thread-side.cjs', import.meta.url), bare);
  const waiting = new Waiting();
  worker.on('message', ({ id, answer }: Answer) => waiting.answer(id, answer));
  /** Copied once, since whoever sends them keeps them, then moved: each way. */
  const send = (file: Uint8Array, back: boolean) =>
    waiting.call((id) => {
      const copy = file.slice();
      worker.postMessage({ id, file: copy, back, kept: true }, [copy.buffer]);
    });
  return {
    place: (order) => waiting.call((id) => worker.postMessage({ id, order })) as Promise<Receipt>,
    attach: (file) => send(file, false) as Promise<void>,
    echo: (file) => send(file, true) as Promise<Uint8Array>,
    end: async () => {
      await worker.terminate();
    },
  };
}

/**
 * Bytes that go to a thread and come back by transfer alone: their buffer is never copied, and the caller has none
 * while they are away.
 */
export function startThreadOfMovedBytes(): Pick<RemoteFiles, 'echo' | 'end'> {
  const worker = new Worker(new URL('thread-side.cjs', import.meta.url), bare);
  const waiting = new Waiting();
  worker.on('message', ({ id, answer }: Answer) => waiting.answer(id, answer));
  return {
    echo: (file) =>
      waiting.call((id) => {
        worker.postMessage({ id, file, back: true }, [file.buffer as ArrayBuffer]);
      }) as Promise<Uint8Array>,
    end: async () => {
      await worker.terminate();
    },
  };
}
