import type { BuildReport } from '@mortise/build';
import { expect, test } from 'vitest';
import { isolationHeading, isolationRow } from './isolation-rows.ts';

const report = (profile: string, file?: string) =>
  ({
    profile,
    bytes: 67_630,
    assets: file ? [{ bytes: 600_000 }, { bytes: 37_000 }] : [],
    plugins: [{ id: 'era.a', bytes: 3400, ...(file ? { file } : {}) }],
  }) as unknown as BuildReport;
const figures = { start: 0.63, call: 0.0051, memory: 774_144 };

test('isolationRow() counts a plugin once, whether it is in main.js or beside it', () => {
  expect(isolationRow(report('none'), figures)).toEqual([
    'none',
    '0.6 ms',
    '5.1 µs',
    '0.8 MB',
    '67.6 kB',
    '3.4 kB',
    '0.0 kB',
  ]);
  const worker = isolationRow(report('worker', 'plugins/a.worker.js'), {
    ...figures,
    start: 53.8,
    call: 0.07,
  });
  expect(worker).toEqual(['worker', '54 ms', '70 µs', '0.8 MB', '71.0 kB', '3.4 kB', '637.0 kB']);
  expect(worker).toHaveLength(isolationHeading.length);
});

test('isolationRow() says why an isolation is not there', () => {
  expect(isolationRow(report('deno'), { lacking: 'Cannot find Deno' })).toEqual([
    'deno',
    'not here: Cannot find Deno',
  ]);
});
