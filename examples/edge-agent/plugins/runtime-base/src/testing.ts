import { execFile } from 'node:child_process';
import type { AppStatus, LogLine, Runtime } from '@era/runtime';
import { RuntimeWire } from '@era/runtime/wire';
import type { Plugin } from '@mortise/core';
import { LogWire } from '@mortise/services/wire';
import { strictPlugin } from '@mortise/testing';

/**
 * The ways in which a runtime's tests run it: linked in, and as if behind a boundary, where every value is
 * copied and checked. It must do the same in both.
 *
 * @param plugin a plugin that provides a runtime and uses a log
 * @returns for `describe.each`
 */
export const modesOf = <P extends Plugin>(plugin: P): [mode: string, plugin: P][] => [
  ['linked in', plugin],
  ['in strict mode', strictPlugin(plugin, { wires: [RuntimeWire, LogWire] })],
];

/** All lines until the log ends. */
export const readAll = async (lines: AsyncIterable<LogLine>): Promise<LogLine[]> => {
  const read: LogLine[] = [];
  for await (const line of lines) read.push(line);
  return read;
};

/** The lines that a reader has yet to take. */
export const restOf = (reader: AsyncIterator<LogLine>): Promise<LogLine[]> =>
  readAll({ [Symbol.asyncIterator]: () => reader });

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
