import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../workspace.ts';
import type { Result } from './bench.ts';

/** Where results were measured. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly platform: string;
}

/** What `bench/results.json` holds. */
export interface Results {
  readonly machine: Machine;
  readonly results: readonly Result[];
}

const file = join(root, 'bench/results.json');

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  const { model = 'unknown' } = cpus()[0] ?? {};
  const platform = `${process.platform}-${process.arch}`;
  return { cpu: model.trim(), cores: cpus().length, node: process.versions.node, platform };
}

/**
 * The new results together with the old ones of benches that did not run now. Old ones of another machine are left
 * out, because the file names one machine only.
 *
 * @param old what the file holds, if there is one
 * @param now what was measured
 * @param ids all benches that there are, in the order of the file
 */
export function mergeResults(old: Results | undefined, now: Results, ids: readonly string[]): Results {
  const isHere = JSON.stringify(old?.machine) === JSON.stringify(now.machine);
  const kept = isHere ? (old?.results ?? []) : [];
  const byId = new Map([...kept, ...now.results].map((result) => [result.id, result]));
  return { machine: now.machine, results: ids.flatMap((id) => byId.get(id) ?? []) };
}

/** Writes new results into the file, beside those that it keeps. */
export function saveResults(now: Results, ids: readonly string[]): void {
  const old = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Results) : undefined;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(mergeResults(old, now, ids), null, 2)}\n`);
}
