import { execFile } from 'node:child_process';
import type { AppStatus, LogLine, Runtime } from '@era/runtime';

const kinds = ['MessagePort', 'PipeServerWrap', 'PipeWrap', 'ProcessWrap', 'Worker'];

const open = (): string[] => process.getActiveResourcesInfo().filter((kind) => kinds.includes(kind));

/**
 * Remembers which child processes, threads and pipes are open.
 *
 * @returns waits until no more than these are; rejects with what stays open
 */
export const leakCheck = (): (() => Promise<void>) => {
  const before = open();
  return async () => {
    const patience = Date.now() + 2_000;
    while (open().length > before.length) {
      if (Date.now() > patience) throw new Error(`Open before: ${before.join()}; now: ${open().join()}`);
      await new Promise(setImmediate);
    }
  };
};

/** All lines until the log ends. */
export const readAll = async (lines: AsyncIterable<LogLine>): Promise<LogLine[]> => {
  const read: LogLine[] = [];
  for await (const line of lines) read.push(line);
  return read;
};

/** Waits for the first line of this text. */
export const lineOf = async (runtime: Runtime, id: string, text: string): Promise<void> => {
  for await (const line of runtime.logs(id)) if (line.text === text) return;
  throw new Error(`'${id}' ended without the line '${text}'`);
};

/** How an application ended, after it has. */
export const endOf = async (runtime: Runtime, id: string): Promise<AppStatus> => {
  await readAll(runtime.logs(id));
  return runtime.status(id);
};

/** Resolves when a process has ended, be it buried or not. */
export const processEnd = async (pid: number): Promise<void> => {
  const state = () =>
    new Promise<string>((resolve) =>
      execFile('ps', ['-o', 'stat=', '-p', String(pid)], (_, text) => resolve(text)),
    );
  while (!/^(Z.*)?$/.test((await state()).trim()));
};
