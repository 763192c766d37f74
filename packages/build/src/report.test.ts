import { expect, test } from 'vitest';
import { type BuildReport, growth } from './report.ts';

const report = (bytes: number, framework: number, plugins: Record<string, number>): BuildReport => ({
  profile: 'edge',
  platform: 'node',
  bytes,
  gzip: bytes,
  framework: { bytes: framework, gzip: framework },
  plugins: Object.entries(plugins).map(([id, size]) => ({
    id,
    version: '1.0.0',
    isolation: 'none',
    bytes: size,
    gzip: size,
  })),
  loaders: [],
  boundary: { bytes: 0, gzip: 0 },
  assets: [],
  budget: {},
  withinBudget: true,
});

test('growth() names what grew, the most grown first, when there is an earlier build', () => {
  const before = report(1000, 100, { 'demo.a': 300, 'demo.b': 300 });
  const now = report(1600, 100, { 'demo.a': 310, 'demo.b': 800 });
  expect(growth(now, before)).toEqual([
    "plugin 'demo.b' grew by 500 bytes to 800 since the last build",
    'everything else grew by 90 bytes to 390 since the last build',
    "plugin 'demo.a' grew by 10 bytes to 310 since the last build",
  ]);
});

test('growth() lists what there is when there is no earlier build', () => {
  expect(growth(report(1000, 100, { 'demo.a': 300 }), undefined)).toEqual([
    'everything else has 600 bytes',
    "plugin 'demo.a' has 300 bytes",
    'the framework has 100 bytes',
  ]);
});

test('growth() passes over what became smaller', () => {
  const before = report(1000, 100, { 'demo.a': 300, 'demo.b': 100 });
  expect(growth(report(700, 100, { 'demo.a': 100, 'demo.b': 110 }), before)).toEqual([
    "plugin 'demo.b' grew by 10 bytes to 110 since the last build",
  ]);
});

test('growth() lists what there is when nothing grew', () => {
  const now = report(1000, 100, { 'demo.a': 300 });
  expect(growth(now, now)).toEqual(growth(now, undefined));
  expect(growth(now, report(2000, 200, { 'demo.a': 900 }))).toEqual(growth(now, undefined));
});
