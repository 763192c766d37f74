import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { attackGroups, attacks } from './attacks.ts';
import { pageOf } from './page.ts';
import { printMatrix, progressLine } from './print-matrix.ts';
import { runMatrix } from './run-matrix.ts';
import type { HostileSubject } from './subject.ts';

const usage = `Usage: main.ts [options] <loader module>...

Runs the hostile plugins behind loaders, and prints what was contained.

A loader module exports { name, create(wires) } by default.

Options:
  --only <attack>    run this attack; may be repeated, and be a part of a name
  --loader <name>    run this loader of those given; may be repeated
  --jobs <number>    cells at the same time; 1 unless told
  --limit <seconds>  for each cell; 40 unless told
  --docs <file>      write the whole matrix as a page of Markdown
  --command <text>   what the page says that it was written by
  --json             print JSON for machines`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true },
    loader: { type: 'string', multiple: true },
    jobs: { type: 'string', default: '1' },
    limit: { type: 'string', default: '40' },
    docs: { type: 'string' },
    command: { type: 'string', default: 'npm run hostile' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

// So that the processes of cells are ended, which a signal alone would not do.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

const modules = positionals.map((path) => pathToFileURL(resolve(path)).href);
const named = await Promise.all(
  modules.map(async (module) => ({ module, name: ((await import(module)).default as HostileSubject).name })),
);
const loaders = named.filter(({ name }) => !values.loader || values.loader.includes(name));
const chosen = attacks.filter(({ name }) => !values.only || values.only.some((part) => name.includes(part)));

// A page of a part of the matrix would pass for the whole.
const isPart = values.only !== undefined || values.loader !== undefined;

if ((values.docs && isPart) || values.help || loaders.length === 0 || chosen.length === 0) {
  console.error(usage);
  process.exitCode = values.help ? 0 : 2;
} else {
  const verdicts = await runMatrix({
    attacks: chosen,
    loaders,
    jobs: Number(values.jobs),
    limit: Number(values.limit),
    onVerdict: (...cell) => console.error(progressLine(...cell)),
  });
  console.log(values.json ? JSON.stringify(verdicts, null, 2) : printMatrix(attackGroups, verdicts));
  if (values.docs) {
    mkdirSync(dirname(values.docs), { recursive: true });
    writeFileSync(values.docs, pageOf(attackGroups, verdicts, values.command));
  }
  process.exitCode = verdicts.some(({ verdict }) => verdict === 'FAILED') ? 1 : 0;
}
