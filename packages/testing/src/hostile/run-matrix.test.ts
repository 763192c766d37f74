import { beforeAll, expect, test } from 'vitest';
import type { Attack } from './attack.ts';
import { attacks } from './attacks.ts';
import { runMatrix } from './run-matrix.ts';
import type { Verdict } from './verdict.ts';

// A loader that is no boundary at all: what the runner does not see here, it would not see anywhere.

const flags = [
  '--conditions=@mortise/source',
  `--import=${new URL('../../../../tools/setup/source.mjs', import.meta.url).href}`,
];
const moduleOf = (file: string): string => new URL(`./fixtures/${file}`, import.meta.url).href;
const loader = { name: 'in-process', module: moduleOf('in-process.ts') };

const failing: Readonly<Record<string, string>> = {
  'busy-in-call': "the host ended in stage 'attack': killed, because it took 20 s",
  'exit-process': "the host ended in stage 'attack': exit code 0",
  'host-name': 'the plugin saw a secret: host name',
  'late-reply-blocking': 'the attacked call ended with answer: "too late"',
  'network-connect': 'requests arrived from the plugin',
  'process-bomb': 'a process was left behind: /bin/sh -c sleep',
  'prototype-pollution-in-realm': "the host has a new 'Object.prototype.polluted'",
  'read-env': 'the plugin saw a secret: environment',
  'read-file': 'the plugin saw a secret: file',
  'shared-memory': "a result's bytes are shared memory",
  'signal-host': "the host ended in stage 'attack': signal SIGKILL",
  'terminal-escape-in-output': 'control characters reached the output',
  'write-file': "the host has a new 'file by-node'",
};
const harmless = 'prototype-pollution';

/** What a loader is at fault in, with a plugin that does nothing. */
const leaks: Readonly<Record<string, string>> = {
  child: "child process 'sleep'",
  death: "the host ended in stage 'attack': signal SIGKILL",
  end: 'the scope did not end',
  error: "the host ended in stage 'attack': exit code 1: .*Error: nobody catches it",
  file: 'a file was left behind: tmp/left-',
  handle: 'Something was started and not ended: 1 open /',
  late: 'a call behind the end ended with answer',
  listener: "1 listener of 'SIGUSR2'",
  memory: /the host took \d+ MiB more/.source,
  orphan: 'a process was left behind: sleep 300',
  refusal: 'no later call was answered: not again',
  server: '1 TCPServerWrap',
  silence: 'the attacked call never ended',
  slow: /a neighbour waited \d+ ms/.source,
  thread: '1 Worker',
  timer: '1 Timeout',
};

let verdicts: readonly Verdict[] = [];

beforeAll(async () => {
  const chosen = attacks.filter(({ name }) => name in failing || name === harmless);
  const busy = chosen.filter(({ name }) => name === 'busy-in-call');
  const nothing = chosen.filter(({ name }) => name === harmless);
  const others = chosen.filter((attack) => !busy.includes(attack) && !nothing.includes(attack));
  const run = (cells: readonly Attack[], limit: number) =>
    runMatrix({ attacks: cells, loaders: [loader], limit, flags });
  // Only a limit ends the busy loop; the others must not meet one, however busy the machine is.
  const leaky = Object.keys(leaks).map((leak) => ({ name: leak, module: moduleOf(`leaky.ts?leak=${leak}`) }));
  const runLeaky = runMatrix({ attacks: nothing, loaders: leaky, limit: 100, jobs: 2, flags });
  const failed = await Promise.all([run(busy, 20), run(others, 100), runLeaky]);
  // Alone, as its neighbours must not be late because of other cells.
  verdicts = [...failed.flat(), ...(await run(nothing, 100))];
}, 300_000);

const find = (name: string, behind = loader.name) =>
  verdicts.find((verdict) => verdict.attack === name && verdict.loader === behind)!;

test.each(Object.entries(failing))('runMatrix() says FAILED when %s gets through', (name, fault) => {
  expect(find(name).verdict).toBe('FAILED');
  expect(find(name).faults.join('\n')).toContain(fault);
});

test.each(Object.entries(leaks))('runMatrix() says FAILED when a loader is at fault: %s', (leak, fault) => {
  const verdict = find(harmless, leak);

  expect(verdict.verdict).toBe('FAILED');
  expect(verdict.faults.join('\n')).toMatch(new RegExp(fault));
});

test('runMatrix() says contained when an attack does nothing to its host', () => {
  expect(find(harmless)).toMatchObject({ verdict: 'contained', faults: [] });
});
