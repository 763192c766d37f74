// `npm run hostile`: runs plugins that attack their host behind each loader, and prints what was contained.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  attackGroups,
  attacks,
  pageOf,
  printMatrix,
  progressLine,
  runMatrix,
  type Verdict,
} from '@mortise/testing/hostile';
import { readArguments } from '../read-arguments.ts';
import { root } from '../workspace.ts';

const page = 'docs/hostile-plugins.md';

/** In the order of the columns. */
const columns = ['worker', 'deno', 'wasm', 'wasm-inline'];

const usage = `Usage: npm run hostile -- [options]

  --only <attack>    this attack; may be a part of a name, and be repeated
  --loader <name>    behind this loader: ${columns.join(', ')}; may be repeated
  --jobs <number>    cells at the same time; one more than there are processors unless told
  --limit <seconds>  for each cell; 30 unless told
  --docs             writes the whole matrix to ${page}
  --json             prints JSON

Ends with 1 where a cell is FAILED.`;

/** @returns the exit code */
const main = async (): Promise<number> => {
  const read = readArguments({
    options: {
      only: { type: 'string', multiple: true },
      loader: { type: 'string', multiple: true },
      jobs: { type: 'string', default: String(availableParallelism() + 1) },
      limit: { type: 'string', default: '30' },
      docs: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  if ('problem' in read) return refuse(read.problem);
  const { values } = read;
  const chosen = attacks.filter(
    ({ name }) => !values.only || values.only.some((part) => name.includes(part)),
  );
  const unknown = values.loader?.find((name) => !columns.includes(name));
  const loaders = columns.filter((name) => !values.loader || values.loader.includes(name)).map(loaderOf);
  const [jobs, limit] = [Number(values.jobs), Number(values.limit)];
  const isPart = values.only !== undefined || values.loader !== undefined;
  const problem =
    (unknown && `'${unknown}' is no loader`) ??
    (chosen.length === 0 ? `no attack has '${values.only?.join("', '")}' in its name` : undefined) ??
    (jobs >= 1 && limit > 0 ? undefined : '--jobs and --limit are numbers above 0') ??
    // It would pass for the whole.
    (values.docs && isPart ? '--docs takes the whole matrix' : undefined);
  if (problem) return refuse(problem);
  const failed = new Set<string>();
  const onlyAlone: string[] = [];
  const onVerdict = (verdict: Verdict, done: number, all: number) => {
    console.error(progressLine(verdict, done, all));
    const cell = `${verdict.loader} × ${verdict.attack}`;
    if (verdict.verdict === 'FAILED') failed.add(cell);
    else if (failed.has(cell)) onlyAlone.push(cell);
  };
  const verdicts = await runMatrix({ attacks: chosen, loaders, jobs, limit, onVerdict });
  console.log(values.json ? JSON.stringify(verdicts, null, 2) : printMatrix(attackGroups, verdicts));
  if (onlyAlone.length > 0) console.error(`Well only when run once more alone: ${onlyAlone.join(', ')}`);
  if (values.docs) {
    mkdirSync(dirname(join(root, page)), { recursive: true });
    writeFileSync(join(root, page), pageOf(attackGroups, verdicts, 'npm run hostile -- --docs'));
  }
  return verdicts.some(({ verdict }) => verdict === 'FAILED') ? 1 : 0;
};

const refuse = (problem: string): number => {
  console.error(`Cannot run hostile plugins: ${problem}\n${usage}`);
  return 2;
};

const loaderOf = (name: string) => ({
  name,
  module: pathToFileURL(join(import.meta.dirname, 'loaders', `${name}.ts`)).href,
});

// So that the processes of cells are ended, which a signal alone would not do.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

process.exitCode = await main();
