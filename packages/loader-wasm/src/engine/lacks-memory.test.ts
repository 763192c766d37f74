import { op } from '@mortise/rpc';
import { expect, test } from 'vitest';
import { tellsLackOfMemory } from './lacks-memory.ts';

const rows = (...all: readonly (readonly unknown[])[]) =>
  JSON.stringify(all.flatMap((row) => [row.length, ...row]));

test('a failed call and a failed stream tell that memory was refused, also behind other rows', () => {
  const answer = [op.result, 1, 'fine'];
  for (const operation of [op.error, op.fail])
    expect(tellsLackOfMemory(rows(answer, [operation, 2, false, null, 'out of memory', null, null]))).toBe(
      true,
    );
});

test.each([
  ['a log entry that says so', rows([op.call, 1, 2, 'info', 'out of memory'])],
  ['an error with a code of its own', rows([op.error, 1, false, 'db', 'out of memory', null, null])],
  ['another error that quotes it', rows([op.error, 1, false, null, '"out of memory"', null, null])],
  ['what is no message', '["out of memory"'],
  ['rows of odd lengths', '[-1, "out of memory"]'],
  ['a row without length', '["x", "out of memory"]'],
])('%s does not', (_, json) => {
  expect(tellsLackOfMemory(json)).toBe(false);
});
