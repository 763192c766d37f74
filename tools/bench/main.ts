// `npm run bench`: measures Mortise against floors and peers, prints a table and keeps the figures in
// bench/results.json. Each bench runs in a process of its own, so that none finds what another has warmed up.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../read-arguments.ts';
import type { Result } from './bench.ts';
import { benches } from './benches/index.ts';
import { runBench } from './measure.ts';
import { saveResults, thisMachine } from './results.ts';
import { formatTable } from './table.ts';

type Message = { readonly progress: string } | { readonly result: Result } | { readonly error: string };

const all = Object.keys(benches);

if (process.send) await serve();
else process.exitCode = await main();

async function main(): Promise<number> {
  const options = { json: { type: 'boolean' }, list: { type: 'boolean' } } as const;
  const read = readArguments({ options, allowPositionals: true });
  if ('problem' in read) return refuse(read.problem);
  const { values, positionals: ids } = read;
  const unknown = ids.filter((id) => !all.includes(id));
  if (unknown.length > 0)
    return refuse(`found '${unknown.join("', '")}', expected some of ${all.join(', ')}`);
  if (values.list) {
    for (const id of all) console.log(`${id.padEnd(26)} ${(await benches[id]?.())?.what}`);
    return 0;
  }
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end.abort());
  const results: Result[] = [];
  const failed: string[] = [];
  for (const id of ids.length > 0 ? all.filter((id) => ids.includes(id)) : all) {
    try {
      results.push(await measureApart(id, end.signal));
    } catch (error) {
      if (end.signal.aborted) return 130;
      failed.push(id);
      console.error(`Cannot measure '${id}': ${(error as Error).message}`);
    }
  }
  const now = { machine: thisMachine(), results };
  saveResults(now, all);
  console.log(values.json ? JSON.stringify(now, null, 2) : formatTable(results, failed));
  return failed.length === 0 ? 0 : 1;
}

function refuse(problem: string): number {
  console.error(`Cannot run benches: ${problem}\nUsage: npm run bench -- [--json] [--list] [ID]...`);
  return 2;
}

/** Runs one bench in a process of its own, with a temporary folder that goes with it. */
async function measureApart(id: string, signal: AbortSignal): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'mortise-bench-'));
  const env = { ...process.env, TMPDIR: folder };
  // A process group of its own, so that what the bench has started ends with it.
  const child = fork(import.meta.filename, [id], { detached: true, signal, env });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    return await new Promise((resolve, reject) => {
      child.on('message', (message: Message) => {
        if ('result' in message) resolve(message.result);
        else if ('error' in message) reject(new Error(message.error));
        else showProgress(`${id} ${message.progress}`);
      });
      child.on('error', reject).on('exit', (code, by) => reject(new Error(`it ended with ${by ?? code}`)));
    });
  } finally {
    if (child.pid !== undefined) {
      killGroup(child.pid);
      await ended;
    }
    showProgress('');
    rmSync(folder, { recursive: true, force: true });
  }
}

function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    // It has ended by itself, with everything that it had started.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
}

/** The other end of {@link measureApart}. */
async function serve(): Promise<void> {
  const send = (message: Message) => process.send?.(message);
  process.once('disconnect', () => process.exit());
  try {
    const [id = ''] = process.argv.slice(2);
    const bench = await benches[id]?.();
    if (!bench) throw new Error('there is no such bench');
    send({
      result: await runBench(id, bench, (done, of) => done % 20 || send({ progress: `${done}/${of}` })),
    });
  } catch (error) {
    send({ error: (error as Error).stack ?? String(error) });
  }
}
