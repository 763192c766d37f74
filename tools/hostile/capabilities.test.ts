// What attacks need and what loaders say they lack are the same words: a word that only one side knows hides a cell.
import { attacks, type TestedLoader } from '@mortise/testing/hostile';
import { expect, test } from 'vitest';
import deno from './loaders/deno.ts';
import wasm from './loaders/wasm.ts';
import inline from './loaders/wasm-inline.ts';
import worker from './loaders/worker.ts';

const subjects = [worker, deno, wasm, inline];
const listOf = ({ unsupported }: TestedLoader): string[] => Object.keys(unsupported ?? {});
const listed = new Set(subjects.flatMap((subject) => listOf(subject.create([]))));
const needed = new Set<string>(attacks.flatMap(({ needs = [] }) => needs));

/** What a loader lists on some platforms only. */
const elsewhere = ['off-heap memory', 'WebAssembly memory'];

test('attacks need what some loader knows', () => {
  expect([...needed].filter((word) => !listed.has(word) && !elsewhere.includes(word))).toEqual([]);
});

test('what a loader lists, some attack shows', () => {
  expect([...listed].filter((word) => !needed.has(word))).toEqual([]);
});

test('loaders that hostile plugins are kept by list nothing', () => {
  for (const subject of [deno, wasm]) expect(listOf(subject.create([]))).toEqual([]);
});
