import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../workspace.ts';
import { mortise, node } from './run.ts';
import { linkPackages, type Scratch, scratch } from './scratch.ts';

// The path of somebody who writes a contract, releases it and lets it grow; each test goes on where the last one ended.

const source = `/** How a job stands. */
export type State = 'waiting' | 'running' | 'done';

/** What a job tells while it runs. */
export type Report = { kind: 'progress'; percent: number } | { kind: 'note'; text: string };

/** A job that was taken on. */
export interface Job extends AsyncDisposable {
  state(): Promise<State>;
  /** What happens, until the job is done. */
  reports(): AsyncIterable<Report>;
}

/** Takes jobs on. @contract demo:jobs@1.0.0 */
export interface Jobs {
  /** @throws refused where there is no room */
  start(name: string, lines: AsyncIterable<string>): Promise<Job>;
}
`;

const app = `import { strict } from '@mortise/testing';
import type { Jobs } from './src/jobs.contract.ts';
import { JobsWire } from './src/jobs.wire.gen.ts';

const ended: string[] = [];
const jobs: Jobs = {
  start: async (name, lines) => {
    const all: string[] = [];
    for await (const line of lines) all.push(line);
    return {
      state: async () => 'running',
      async *reports() {
        yield { kind: 'progress', percent: 50 };
        yield { kind: 'note', text: \`\${name}: \${all.join('+')}\` };
      },
      [Symbol.asyncDispose]: async () => void ended.push(name),
    };
  },
};
const live = await strict(JobsWire, jobs);
const job = await live.object.start('sum', (async function* () { yield 'a'; yield 'b'; })());
console.log(await job.state());
for await (const report of job.reports()) console.log(JSON.stringify(report));
await job[Symbol.asyncDispose]();
await live.close();
console.log(\`ended: \${ended}\`);
`;

let folder: Scratch;

beforeAll(() => {
  folder = scratch();
  linkPackages(folder);
  folder.write({
    'package.json': {
      name: '@demo/jobs',
      version: '1.0.0',
      type: 'module',
      mortise: { contracts: ['./src/jobs.contract.ts'] },
    },
    'src/jobs.contract.ts': source,
    'app.ts': app,
  });
});
afterAll(() => folder[Symbol.dispose]());

const read = (file: string) => readFileSync(join(folder.path, 'src', file), 'utf8');
const edit = (from: string, to: string) => {
  const text = read('jobs.contract.ts');
  expect(text).toContain(from);
  folder.write({ 'src/jobs.contract.ts': text.replace(from, to) });
};

test('mortise gen compiles a contract to its token, wire module, model, WIT and reference page', async () => {
  const { code, stdout } = await mortise(folder.path, 'gen');
  expect(code).toBe(0);
  expect(stdout).toBe(`Wrote 5 files (1 contract, 0 plugins, 0 profiles)
  src/jobs.gen.md
  src/jobs.gen.ts
  src/jobs.gen.wit
  src/jobs.model.json
  src/jobs.wire.gen.ts
`);
  expect(read('jobs.gen.ts')).toContain("('demo:jobs@1', '1.0.0')");
  const wit = read('jobs.gen.wit');
  expect(wit).toContain('package demo:jobs@1.0.0;');
  expect(wit).toMatch(/enum state \{\s+waiting,\s+running,\s+done,?\s+\}/);
  expect(wit).toMatch(/variant report \{/);
  expect(wit).toMatch(/resource job \{/);
  const page = read('jobs.gen.md');
  for (const name of ['start', 'state', 'reports', 'refused']) expect(page).toContain(name);
  expect(await mortise(folder.path, 'check')).toMatchObject({ code: 0, stderr: '' });
});

test('calls, streams both ways and a stub cross by the wire module', async () => {
  const sources = pathToFileURL(join(root, 'tools/setup/source.mjs')).href;
  expect(await node(folder.path, '--import', sources, 'app.ts')).toEqual({
    code: 0,
    stdout: `running
{"kind":"progress","percent":50}
{"kind":"note","text":"sum: a+b"}
ended: sum
`,
    stderr: '',
  });
});

test('mortise check names every member that has changed since the release, and the version that takes', async () => {
  expect((await mortise(folder.path, 'release')).stdout).toContain('demo:jobs 1.0.0, for the first time');
  const released = read('jobs.contract.ts');

  edit("'running' | 'done'", "'done'");
  edit('percent: number', 'percent: string');
  edit('lines: AsyncIterable<string>', 'lines: AsyncIterable<string>, urgent: boolean');
  await mortise(folder.path, 'gen');
  const wrong = await mortise(folder.path, 'check');
  expect({ code: wrong.code, stdout: wrong.stdout }).toEqual({ code: 1, stdout: '' });
  expect(wrong.stderr).toBe(`error Cannot release 'demo:jobs' 1.0.0: 3 changes since 1.0.0 need 2.0.0
  src/jobs.contract.ts:17: 'Jobs.start(urgent)' was added and is required
  src/jobs.contract.ts:5: 'Report "progress".percent' is string and was number
  src/jobs.contract.ts:2: 'State "running"' was removed
hint  Write @contract demo:jobs@2.0.0, or take back what needs it
`);

  folder.write({ 'src/jobs.contract.ts': released });
  edit('text: string }', 'text: string; level?: number }');
  edit('@1.0.0', '@1.0.1');
  await mortise(folder.path, 'gen');
  const { code, stdout, stderr } = await mortise(folder.path, 'check', '--json');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const fault = {
    file: 'src/jobs.contract.ts',
    line: 5,
    path: 'Report "note".level',
    expected: 'version 1.1.0',
  };
  expect(JSON.parse(stdout).error).toMatchObject({ code: 'version_too_low', faults: [fault] });

  edit('@1.0.1', '@1.1.0');
  await mortise(folder.path, 'gen');
  const passed = await mortise(folder.path, 'check', '--json');
  expect({ code: passed.code, stderr: passed.stderr }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(passed.stdout).growth).toMatchObject([
    { id: 'demo:jobs@1', version: '1.1.0', released: '1.0.0', demands: 'minor' },
  ]);
});
