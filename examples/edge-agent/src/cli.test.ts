import { fileURLToPath } from 'node:url';
import { processEnd } from '@era/runtime-base/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Machine } from './testing/era.ts';

const jq = fileURLToPath(new URL('../wasm/jq', import.meta.resolve('@rivet-dev/agent-os-jq')));
const wasm = (...args: string[]) => ({ runtime: 'wasm', program: jq, args });
const native = (script: string, more = {}) => ({
  runtime: 'native',
  program: 'node',
  args: ['-e', script],
  ...more,
});
// It listens before it prints: whoever has read the line may send the signal at once.
const beats =
  "process.once('SIGTERM', () => process.exit(9)); setInterval(() => {}, 1e6); console.log('beat')";
/** A machine that stands still is no reason to kill it. */
const patient = { stopTimeout: 60_000 };
const pid = 'console.log(`pid ${process.pid}.`); setInterval(() => {}, 1e6)';

let machine: Machine;
beforeAll(async () => {
  machine = await Machine.create();
}, 30_000);
afterEach(async () => {
  const left = await machine.leftOvers();
  await machine.clear();
  expect(left).toEqual([]);
});
afterAll(() => machine.dispose());

const eventsOf = (out: string): { event: string; [key: string]: unknown }[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('era run prints the output of a program alone on its standard output', async () => {
  const file = await machine.app('double', { ...wasm('-c', 'map(. * 2)'), stdin: '[1, 2]' });
  for (const profile of ['edge', 'full'] as const) {
    const { code, out, err } = await machine.run(['run', file], profile);
    expect({ code, out }).toEqual({ code: 0, out: '[2,4]\n' });
    expect(err).toMatch(/^double exited with code 0 after [\d.]+ m?s\n$/);
  }
});

test('era run ends with the exit code of the program, or with its signal as shells count it', async () => {
  expect(await machine.run(['run', await machine.app('code', native('process.exit(7)'))])).toMatchObject({
    code: 7,
  });
  const abort = native("process.kill(process.pid, 'SIGABRT')");
  expect(await machine.run(['run', await machine.app('abort', abort)])).toMatchObject({
    code: 134,
    err: expect.stringMatching(/^abort failed by SIGABRT after .*: ended by SIGABRT/),
  });
});

test('era run tells the output of several programs apart, and ends with the first bad code', async () => {
  const files = [
    await machine.app('a', native('console.log(1)')),
    await machine.app('bbb', native('process.exit(3)')),
  ];
  const { code, out, err } = await machine.run(['run', ...files]);
  expect({ code, out }).toEqual({ code: 3, out: 'a   | 1\n' });
  expect(err).toContain('bbb exited with code 3');
});

test('era run --json prints one event a line', async () => {
  const file = await machine.app('events', wasm('-n', '1'));
  const events = eventsOf((await machine.run(['run', file, '--json'])).out);
  expect(events.map(({ event }) => event)).toEqual(['first-call', 'started', 'output', 'ended']);
  expect(events[0]?.ms).toBeGreaterThan(0);
  expect(events[2]).toMatchObject({ id: 'events', stream: 'stdout', text: '1' });
  expect(events[3]).toMatchObject({ id: 'events', runtime: 'wasm', state: 'exited', exitCode: 0 });
});

test('era run in a build without the runtime lists what there is', async () => {
  const { code, out, err } = await machine.run(['run', await machine.app('lacks', native(''))], 'edge');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^era: Cannot get 'era:runtime@1\/native'.*era:runtime@1\/wasm/);
});

test('era runtimes lists what a build holds', async () => {
  expect((await machine.run(['runtimes'], 'edge')).out).toMatch(
    /^RUNTIME +PLUGIN +VERSION +CAPABILITIES\nwasm +era\.wasm .*\n$/,
  );
  const rows = eventsOf((await machine.run(['runtimes', '--json'])).out);
  expect(rows.map(({ runtime }) => runtime)).toEqual(['native', 'wasm']);
});

test('era ps, logs and stop reach an agent in another terminal', async () => {
  const agent = machine.start(['run', await machine.app('beats', native(beats, patient))]);
  await agent.printed('beat');
  expect((await machine.run(['ps'])).out).toMatch(
    new RegExp(`\\nbeats +native +${agent.child.pid} +running for `),
  );
  const logs = machine.start(['logs', 'beats']);
  await logs.printed('beat');
  expect(await machine.run(['stop', 'beats'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^beats: stopped with code 9/),
  });
  expect(await agent.ended).toMatchObject({
    code: 9,
    err: expect.stringContaining('beats stopped with code 9'),
  });
  expect(await logs.ended).toMatchObject({ code: 0, out: 'beat\n' });
  expect((await machine.run(['ps', '--json'])).out).toBe('');
});

test('era stop --timeout 0 kills at once', async () => {
  const agent = machine.start(['run', await machine.app('beats', native(beats, patient))]);
  await agent.printed('beat');
  expect((await machine.run(['stop', 'beats', '--timeout', '0'])).out).toMatch(/stopped by SIGKILL/);
  expect(await agent.ended).toMatchObject({ code: 137 });
});

test('era run refuses what runs already', async () => {
  const file = await machine.app('beats', native(beats, patient));
  const agent = machine.start(['run', file]);
  await agent.printed('beat');
  expect(await machine.run(['run', file])).toMatchObject({
    code: 1,
    out: '',
    err: `era: Cannot run 'beats': the agent with process id ${agent.child.pid} runs it\n     Stop it first: era stop beats\n`,
  });
  await machine.run(['stop', 'beats']);
  await agent.ended;
});

test('a signal to the agent stops its applications, a second one kills them', async () => {
  const files = [
    await machine.app('beats', native(beats, patient)),
    await machine.app('loop', wasm('-n', '"round", last(range(1e15))')),
  ];
  const agent = machine.start(['run', ...files]);
  await agent.printed('beat');
  await agent.printed('round');
  agent.child.kill('SIGINT');
  expect(await agent.ended).toMatchObject({ code: 9, err: expect.stringContaining('loop stopped after') });

  const deaf = native(
    "process.on('SIGTERM', () => console.log('deaf')); console.log('beat'); setInterval(() => {}, 1e6)",
  );
  const second = machine.start(['run', await machine.app('deaf', { ...deaf, stopTimeout: 60_000 })]);
  await second.printed('beat');
  second.child.kill('SIGTERM');
  await second.printed('deaf');
  second.child.kill('SIGTERM');
  expect(await second.ended).toMatchObject({ code: 137 });
});

test('a killed agent takes its native programs with it, and its applications are lost once', async () => {
  const file = await machine.app('orphan', native(pid));
  const agent = machine.start(['run', file]);
  await agent.printed('.');
  agent.child.kill('SIGKILL');
  const { out } = await agent.ended;
  await processEnd(Number(/pid (\d+)/.exec(out)?.[1]));
  expect((await machine.run(['ps'])).out).toContain('lost: its agent was killed');
  expect((await machine.run(['ps', '--json'])).out).toBe('');
  expect(await machine.run(['stop', 'orphan'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('no agent'),
  });
});

test('an agent stops its applications when nobody reads its output any more', async () => {
  const agent = machine.start(['run', await machine.app('flood', wasm('-n', 'repeat("y")'))]);
  await agent.printed('"y"');
  agent.child.stdout?.destroy();
  expect(await agent.ended).toMatchObject({ code: 143 });
});

test('an application that cannot start takes the others down with it', async () => {
  const bad = await machine.app('bad', native('', { args: ['x'.repeat(200_000)] }));
  const agent = machine.start(['run', await machine.app('beats', native(beats, patient)), bad]);
  expect(await agent.ended).toMatchObject({
    code: 1,
    err: expect.stringContaining("era: Cannot start 'bad'"),
  });
  expect((await machine.run(['ps', '--json'])).out).toBe('');
});

test.each([
  [[], /no command is named/],
  [['fly'], /Cannot fly: there is no such command/],
  [['run'], /no application file is named/],
  [['run', 'none.json'], /Cannot use spec 'none\.json': 1 fault/],
  [['stop', 'x', '--timeout', 'soon'], /--timeout takes whole milliseconds/],
  [['stop', 'none'], /no agent of '\.era' has it/],
  [['ps', '--wrong'], /'--wrong'/],
])('era %j is an error that says why', async (args, message) => {
  const { code, out, err } = await machine.run(args);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(message);
  expect(err).not.toMatch(/\n +at /);
});

test('era --help and era run --json report to whom they should', async () => {
  expect(await machine.run(['--help'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('Usage: era'),
    err: '',
  });
  const { out } = await machine.run(['run', 'none.json', '--json']);
  expect(eventsOf(out)).toMatchObject([{ event: 'error', code: 'invalid_document' }]);
});
