import { expect, test } from 'vitest';
import type { Result } from './bench.ts';
import { formatTable } from './table.ts';

const call: Result = {
  id: 'call',
  what: 'a call',
  unit: 'ns',
  median: 2.126,
  floor: { name: 'a direct call', median: 2 },
  ratio: 1.063,
  peers: [{ name: 'other', version: '1.0.0', median: 4, ratio: 2 }],
  goal: { of: 'ratio', atMost: 1.1 },
  met: true,
};
const size: Result = {
  ...call,
  id: 'size',
  unit: 'bytes',
  median: 1661,
  floor: { name: 'by hand', median: 187 },
  peers: [{ name: 'other', version: '1.0.0', median: 607, ratio: 3.246 }],
  goal: { of: 'difference', atMost: 1200 },
  met: false,
  note: 'smaller last year',
};

test('formatTable() says of each bench whether its goal is met', () => {
  expect(formatTable([call, size], ['broken']).split('\n')).toEqual([
    '        bench   median       floor      ratio  goal                             floor is       peers',
    'met     call    2.13 ns      2 ns       1.06×  ≤ 1.1×                           a direct call  other 2.00×',
    'MISSED  size    1,661 bytes  187 bytes  1.06×  1,474 bytes more, ≤ 1,200 bytes  by hand        other 420 bytes',
    'ERROR   broken',
    '',
    'size: smaller last year',
    '1 met, 1 missed, 1 without a result',
  ]);
});

test('formatTable() shows how far fresh sides were apart, and figures without a goal', () => {
  const { goal: _, met: __, ...memory } = { ...size, id: 'memory', note: 'twenty at a time' };
  expect(formatTable([{ ...call, fresh: 9, quartiles: [1.04, 1.1] }, memory], []).split('\n')).toEqual([
    '     bench   median       floor      ratio              goal    floor is       peers',
    'met  call    2.13 ns      2 ns       1.06× (1.04–1.10)  ≤ 1.1×  a direct call  other 2.00×',
    '     memory  1,661 bytes  187 bytes  1.06×              –       by hand        other 3.25×',
    '',
    'memory: twenty at a time',
    '1 met, 0 missed, 1 without a goal, 0 without a result',
  ]);
});
