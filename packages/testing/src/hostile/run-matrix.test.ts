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
const loader = { name: 'in-process', module: new URL('./fixtures/in-process.ts', import.meta.url).href };

const failing: Readonly<Record<string, string>> = {
  'busy-in-call': "the host ended in stage 'attack': killed, because it took 5 s",
  'exit-process': "the host ended in stage 'attack': exit code 0",
  'host-name': 'the plugin saw a secret: host name',
  'late-reply-blocking': 'the attacked call ended with answer: "too late"',
  'network-connect': 'requests arrived from the plugin',
  'process-bomb': 'a process was left behind: /bin/sh -c sleep 20',
  'prototype-pollution-in-realm': "the host has a new 'Object.prototype.polluted'",
  'read-env': 'the plugin saw a secret: environment',
  'read-file': 'the plugin saw a secret: file',
  'shared-memory': "a result's bytes are shared memory",
  'signal-host': "the host ended in stage 'attack': signal SIGKILL",
  'terminal-escape-in-output': 'control characters reached the output',
  'write-file': "the host has a new 'file by-node'",
};
const harmless = 'prototype-pollution';

let verdicts: readonly Verdict[] = [];

beforeAll(async () => {
  const chosen = attacks.filter(({ name }) => name in failing || name === harmless);
  const busy = chosen.filter(({ name }) => name === 'busy-in-call');
  const others = chosen.filter((attack) => !busy.includes(attack));
  const run = (cells: readonly Attack[], limit: number) =>
    runMatrix({ attacks: cells, loaders: [loader], limit, flags });
  // Only a limit ends the busy loop; the others must not meet one, however busy the machine is.
  verdicts = (await Promise.all([run(busy, 5), run(others, 100)])).flat();
}, 120_000);

const find = (name: string) => verdicts.find(({ attack }) => attack === name)!;

test.each(Object.entries(failing))('runMatrix() says FAILED when %s gets through', (name, fault) => {
  expect(find(name).verdict).toBe('FAILED');
  expect(find(name).faults.join('\n')).toContain(fault);
});

test('runMatrix() says contained when an attack does nothing to its host', () => {
  expect(find(harmless)).toMatchObject({ verdict: 'contained', faults: [] });
});
