import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Attack } from './attack.ts';
import { runCell } from './run-cell.ts';
import { unsupportedOf } from './subject.ts';
import { isDoubtful, lackingOf, type Verdict } from './verdict.ts';

/** What is run. */
export interface MatrixOptions {
  readonly attacks: readonly Attack[];
  /** Name and module of each loader; the module is a URL, whose default export is a `HostileSubject`. */
  readonly loaders: readonly { readonly name: string; readonly module: string }[];
  /** How many cells run at the same time; 1 unless told. */
  readonly jobs?: number;
  /** How long a cell may take, in seconds; 30 unless told, and less where it may be open. */
  readonly limit?: number;
  /** Flags of Node for the processes of cells; this process's own unless told. */
  readonly flags?: readonly string[];
  /** Told of each cell that has ended. */
  readonly onVerdict?: (verdict: Verdict, done: number, all: number) => void;
}

/** Where a cell may be open, its verdict does not wait for more, in seconds. */
const longestOpen = 10;

/** Protects the machine that the matrix runs on. */
const mostMemory = 3 * 2 ** 30;

/**
 * Runs every attack behind every loader, each in a process of its own. A cell that may depend on the others that run
 * beside it is run once more alone, and that counts: where all that is wrong is that something was late, where its time
 * was up, or where an attack was contained that the loader does not promise to contain.
 *
 * @returns one verdict a cell, in the order of attacks, then loaders
 */
export const runMatrix = async (options: MatrixOptions): Promise<Verdict[]> => {
  const { attacks, loaders, jobs = 1, limit = 30, flags = process.execArgv, onVerdict } = options;
  const judged = await Promise.all(
    loaders.map(async (loader) => ({ ...loader, unsupported: await unsupportedOf(loader.module) })),
  );
  const cells = attacks.flatMap((attack) => judged.map((loader) => ({ attack, loader })));
  const verdicts = new Array<Verdict>(cells.length);
  const server = await startServer();
  let next = 0;
  let done = 0;
  const run = async (index: number): Promise<void> => {
    const { attack, loader } = cells[index]!;
    const seconds = lackingOf(attack, loader).length > 0 ? Math.min(limit, longestOpen) : limit;
    const bounds = { time: seconds * 1_000, memory: mostMemory, exit: 10_000 };
    const cell = { loader, subject: loader.module, server, bounds, flags };
    const verdict = await runCell(attack, cell);
    if (!verdicts[index]) done += 1;
    verdicts[index] = verdict;
    onVerdict?.(verdict, done, cells.length);
  };
  const work = async (): Promise<void> => {
    for (let index = next++; index < cells.length; index = next++) await run(index);
  };
  try {
    await Promise.all(Array.from({ length: jobs }, work));
    if (jobs > 1)
      for (const [index, verdict] of verdicts.entries()) if (isDoubtful(verdict)) await run(index);
  } finally {
    await server.close();
  }
  return verdicts;
};

/** What plugins try to reach. */
const startServer = async () => {
  const seen = new Map<string, number>();
  const server = createServer((request, response) => {
    const mark = (request.url ?? '').slice(1);
    seen.set(mark, (seen.get(mark) ?? 0) + 1);
    response.setHeader('content-type', 'text/javascript').end('export default 1;');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests: (mark: string) => seen.get(mark) ?? 0,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
