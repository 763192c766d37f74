import { expect, test } from 'vitest';
import type { Result } from './bench.ts';
import { mergeResults, thisMachine } from './results.ts';

const machine = { cpu: 'one', cores: 2, node: '20.0.0', platform: 'linux-x64' };
const result = (id: string, median: number): Result => ({
  id,
  what: id,
  unit: 'ns',
  median,
  floor: { name: 'nothing', median: 1 },
  ratio: median,
  peers: [],
  goal: { of: 'ratio', atMost: 2 },
  met: true,
});

test('mergeResults() replaces what ran, keeps what did not, and sorts as the benches are listed', () => {
  const old = { machine, results: [result('a', 1), result('c', 1)] };
  const merged = mergeResults(old, { machine, results: [result('c', 2), result('b', 2)] }, ['a', 'b', 'c']);
  expect(merged.results.map(({ id, median }) => [id, median])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 2],
  ]);
});

test('mergeResults() drops results of benches that are gone', () => {
  const old = { machine, results: [result('gone', 1)] };
  expect(mergeResults(old, { machine, results: [] }, ['a']).results).toEqual([]);
});

test('mergeResults() drops results of another machine', () => {
  const old = { machine: { ...machine, node: '22.0.0' }, results: [result('a', 1)] };
  const merged = mergeResults(old, { machine, results: [result('b', 2)] }, ['a', 'b']);
  expect(merged.machine).toEqual(machine);
  expect(merged.results.map(({ id }) => id)).toEqual(['b']);
});

test('mergeResults() starts without a file', () => {
  expect(mergeResults(undefined, { machine, results: [result('a', 1)] }, ['a']).results).toHaveLength(1);
});

test('thisMachine() names no host and no path', () => {
  expect(Object.keys(thisMachine())).toEqual(['cpu', 'cores', 'node', 'platform']);
});
