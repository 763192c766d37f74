import { expect, test } from 'vitest';
import type { Attack } from './attack.ts';
import type { CellReport } from './report.ts';
import { isDoubtful, type Judged, judge, type Seen } from './verdict.ts';

const attack: Attack = {
  name: 'flood-logs',
  title: 'log entries',
  step: 'call',
  expects: ['deadline_exceeded', 'own error'],
  needs: ['network', 'files'],
};
const deno: Judged = { name: 'deno', unsupported: {} };
const worker: Judged = { name: 'worker', unsupported: { network: 'a thread has it; take deno' } };

const report: CellReport = {
  stage: 'done',
  outcome: {
    kind: 'mortise error',
    codes: ['deadline_exceeded'],
    pluginId: 'hostile.flood-logs',
    phase: 'call',
    text: 'Late',
    took: 500,
  },
  faults: [],
  neighbour: { answered: 20, slowest: 3 },
  memory: { before: 0, peak: 1 },
  isDone: true,
};

const watched: Seen['watched'] = { end: 'exit code 0', isWell: true, output: 'Late\n', left: [], peak: 1 };

const seen: Seen = { report, watched, requests: 0, files: [], took: 900 };

const faultsOf = (change: Partial<Seen>) => judge(attack, deno, { ...seen, ...change }).faults;
const faultsOfReport = (change: Partial<CellReport>) => faultsOf({ report: { ...report, ...change } });

test('judge() says contained when nothing is wrong', () => {
  expect(judge(attack, deno, seen)).toMatchObject({ verdict: 'contained', faults: [], isEmpty: false });
});

test('judge() says FAILED when there is a fault and no line allows it', () => {
  expect(judge(attack, deno, { ...seen, requests: 1 }).verdict).toBe('FAILED');
});

test("judge() says unsupported, with the loader's reason, where the loader lists what the attack needs", () => {
  expect(judge(attack, worker, { ...seen, requests: 1 })).toMatchObject({
    verdict: 'unsupported',
    lacks: { capability: 'network', reason: 'a thread has it; take deno' },
    faults: ['1 requests arrived from the plugin'],
  });
});

test('judge() says FAILED where an attack gets through in another way than the loader lists', () => {
  const faults = ['the plugin saw a secret: file'];

  expect(judge(attack, worker, { ...seen, requests: 1, report: { ...report, faults } })).toMatchObject({
    verdict: 'FAILED',
    faults: [...faults, '1 requests arrived from the plugin'],
  });
});

test('judge() says FAILED where a loader lists what it contains', () => {
  const verdict = judge(attack, worker, seen);

  expect(verdict).toMatchObject({
    verdict: 'FAILED',
    faults: ['it was contained, and the loader says that it cannot keep apart network'],
  });
  expect(isDoubtful(verdict)).toBe(true);
});

test('isDoubtful() is true where a cell had too little time', () => {
  const killed = { ...watched, isWell: false, end: 'killed, because it took 10 s' };

  expect(isDoubtful(judge(attack, deno, { ...seen, watched: killed }))).toBe(true);
});

test('judge() says unsupported where the machine decides whether an attack is contained', () => {
  const verdict = judge({ ...attack, mayHold: true }, worker, seen);

  expect(verdict).toMatchObject({ verdict: 'unsupported', faults: [] });
});

test('judge() sees a host that has ended, with its stage and what it said', () => {
  const dead = { ...watched, end: 'signal SIGABRT', isWell: false, output: 'FATAL ERROR: full\n' };

  expect(faultsOf({ report: { ...report, stage: 'attack', isDone: false }, watched: dead })).toEqual([
    "the host ended in stage 'attack': signal SIGABRT: FATAL ERROR: full",
  ]);
});

test('judge() does not believe a report whose process ended badly', () => {
  expect(faultsOf({ watched: { ...watched, end: 'exit code 1', isWell: false } })).toHaveLength(1);
});

test('judge() sees a host that never started', () => {
  expect(faultsOf({ report: undefined })[0]).toMatch(/^the host did not start: exit code 0/);
});

test('judge() sees a call that ended otherwise than expected', () => {
  const outcome = { ...report.outcome!, codes: ['protocol_violation'] };

  expect(faultsOfReport({ outcome })).toEqual(['the attacked call ended with protocol_violation: Late']);
  expect(faultsOfReport({ outcome: { ...outcome, kind: 'answer', codes: [] } })).toEqual([
    'the attacked call ended with answer: Late',
  ]);
  expect(faultsOfReport({ outcome: { ...outcome, kind: 'own error', codes: [] } })).toEqual([]);
});

test('judge() sees a call that never ended', () => {
  const outcome = { ...report.outcome!, kind: 'open' as const, text: 'nothing within 10 s' };

  expect(faultsOfReport({ outcome })).toEqual(['the attacked call never ended: nothing within 10 s']);
});

test('judge() sees an error that names neither plugin nor phase', () => {
  const outcome = { ...report.outcome!, pluginId: undefined, phase: undefined };

  expect(faultsOfReport({ outcome })).toEqual([
    'the error deadline_exceeded names no plugin',
    'the error deadline_exceeded names no phase',
  ]);
});

test('judge() sees an error that names the plugin beside it', () => {
  const outcome = { ...report.outcome!, pluginId: 'hostile.neighbour' };

  expect(faultsOfReport({ outcome })).toEqual([
    "the error deadline_exceeded names plugin 'hostile.neighbour'",
  ]);
});

test('judge() takes an answer that there is nothing to attack', () => {
  const outcome = { ...report.outcome!, kind: 'answer' as const, text: '"nothing to attack"' };

  expect(judge(attack, deno, { ...seen, report: { ...report, outcome } })).toMatchObject({
    verdict: 'contained',
    isEmpty: true,
  });
});

test.each([
  ['a process', { watched: { ...watched, left: ['sleep 20'] } }, 'a process was left behind: sleep 20'],
  ['a file', { files: ['tmp/cache'] }, 'a file was left behind: tmp/cache'],
  ['an escape', { watched: { ...watched, output: '\u001b[2J' } }, 'control characters reached the output'],
  ['C1', { watched: { ...watched, output: '\u009b31m' } }, 'control characters reached the output'],
])('judge() sees %s that was left outside', (_, change, fault) => {
  expect(faultsOf(change)).toEqual([fault]);
});

test('judge() sees what the host found in itself', () => {
  expect(faultsOfReport({ faults: ['the host has a new thing'] })).toEqual(['the host has a new thing']);
});

test('judge() sees a neighbour that answered nothing', () => {
  expect(faultsOfReport({ neighbour: { answered: 0, slowest: 0 } })).toEqual([
    'the neighbour answered no call',
  ]);
});

test('isDoubtful() is true where nothing but time is wrong', () => {
  const late = 'a neighbour waited 1100 ms, its deadline is 1000 ms';
  const lateWith = (...faults: string[]) =>
    isDoubtful(judge(attack, deno, { ...seen, report: { ...report, faults } }));

  expect(lateWith(late)).toBe(true);
  expect(lateWith(late, 'the host has a new thing')).toBe(false);
  const open = 'the attacked call never ended: nothing within 10 s';
  const failed =
    "a neighbour's call failed: Plugin 'hostile.neighbour': Cannot wait for 'ping' any longer: 1 s";
  expect(lateWith(late, open, failed)).toBe(true);
  expect(lateWith(open)).toBe(true);
  expect(lateWith('the attacked call ended with activate_failed <- start_timeout: Plugin')).toBe(true);
  expect(lateWith('the attacked call ended with plugin_crashed: Plugin')).toBe(false);
  expect(lateWith()).toBe(false);
});

test('judge() sees a host that has grown', () => {
  expect(faultsOfReport({ memory: { before: 2 ** 20, peak: 1025 * 2 ** 20 } })).toEqual([
    'the host took 1024 MiB more',
  ]);
});
