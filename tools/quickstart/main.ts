import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters, styleText } from 'node:util';
import type { BuildReport } from '@mortise/build';
import { readArguments } from '../read-arguments.ts';
import { root } from '../workspace.ts';
import { buildAgent } from './build-agent.ts';
import { isolationHeading, isolationRow } from './isolation-rows.ts';
import { type Answer, runAgent } from './run-agent.ts';
import { runIsolation } from './run-isolation.ts';

// The main job on real input: one agent, built as two profiles, runs programs that this project did not write. Then
// one plugin in every isolation.

const product = join(root, 'examples/edge-agent');
const profiles = ['full', 'edge'];
const applications = ['sensor-report', 'minify'];

const sideBySide = join(root, 'examples/side-by-side');
/** Each is a profile of that product too. */
const isolations = ['none', 'worker', 'deno', 'wasm', 'wasm-inline'];

const isTerminal = process.stdout.isTTY === true;
const dim = (text: string) => (isTerminal && !process.env.NO_COLOR ? styleText('dim', text) : text);
const step = (text: string) => process.stderr.write(`${dim(`… ${text}`)}\n`);
const say = (text = '') => process.stdout.write(`${text}\n`);

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

const row = (report: BuildReport, answers: readonly Answer[]): string[] => [
  report.profile,
  report.plugins.map(({ id }) => id).join(', '),
  kilobytes(report.bytes),
  kilobytes(report.gzip),
  `${Math.round((report.framework.bytes / report.bytes) * 100)} %`,
  `${Math.round(answers.find(({ firstCall }) => firstCall !== undefined)?.firstCall ?? Number.NaN)} ms`,
];

const heading = ['profile', 'plugins linked in', 'bundle', 'gzip', 'framework', 'first call'];

/** The first row is the heading; a row that is shorter ends in a text of its own. */
const columns = (rows: readonly (readonly string[])[]): string[] => {
  const whole = rows.filter((cells) => cells.length === rows[0]?.length);
  const widths =
    rows[0]?.map((_, column) => Math.max(...whole.map((cells) => cells[column]?.length ?? 0))) ?? [];
  return rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

const fit = (text: string, width: number) => {
  const line = stripVTControlCharacters(text).replace(/\s+/g, ' ');
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
};

const compareIsolations = async (): Promise<void> => {
  step(`building examples/side-by-side for ${isolations.join(', ')}`);
  const reports = await buildAgent(sideBySide, isolations);
  const rows = [];
  for (const isolation of isolations) {
    const report = reports.find(({ profile }) => profile === isolation);
    if (!report) throw new Error(`Profile '${isolation}' was not built`);
    step(`running one plugin in isolation ${isolation}`);
    rows.push(isolationRow(report, await runIsolation(sideBySide, isolation)));
  }
  const [head = '', ...lines] = columns([isolationHeading, ...rows]);
  say();
  say(dim(head));
  for (const line of lines) say(line);
  say();
  say(
    "One plugin, one word of the profile apart; a call has one of the host's log inside. Beside it: what the loader starts.",
  );
};

const main = async (): Promise<void> => {
  const started = performance.now();
  step(`building examples/edge-agent as ${profiles.join(' and ')}`);
  const reports = await buildAgent(product, profiles);
  const results = [];
  for (const profile of profiles) {
    const report = reports.find((one) => one.profile === profile);
    if (!report || !existsSync(join(product, 'dist', profile, 'main.js')))
      throw new Error(`Profile '${profile}' was not built`);
    step(`running ${applications.join(' and ')} in profile ${profile}`);
    const answers: Answer[] = [];
    for (const name of applications) answers.push(await runAgent(product, profile, `apps/${name}.json`));
    results.push({ report, answers });
  }

  const [head = '', ...lines] = columns([
    heading,
    ...results.map(({ report, answers }) => row(report, answers)),
  ]);
  const width = Math.max((process.stdout.columns ?? 120) - 19, 40);
  say();
  say(dim(head));
  for (const [index, { answers }] of results.entries()) {
    say(lines[index]);
    for (const [at, { text }] of answers.entries())
      say(`  ${(applications[at] ?? '').padEnd(15)} ${fit(text, width)}`);
  }
  say();
  say('One main.ts, one contract; the profile decides what is in the bundle.');
  say(
    'framework: registry and generated code, with the services that the agent chose (log, files, checked JSON).',
  );
  await compareIsolations();
  say(`Took ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  say('Next: examples/edge-agent/README.md, or add a runtime of your own:');
  say('  npx nx generate plugin hello --contract era:runtime --profile edge-agent:full');

  // Both profiles run the WebAssembly program; only `full` has what runs the native one.
  const expected = [true, true, true, false];
  const outcomes = results.flatMap(({ answers }) => answers.map(({ ok }) => ok));
  if (outcomes.some((ok, index) => ok !== expected[index]))
    throw new Error('An application did not answer as it should');
};

const read = readArguments({ options: {} });
if ('problem' in read) {
  console.error(`Cannot run the quickstart: ${read.problem}\nUsage: npm run quickstart`);
  process.exit(2);
}
try {
  await main();
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`quickstart failed: ${(error as Error).message}\n`);
}
