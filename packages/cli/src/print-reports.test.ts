import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { type ProductReport, reportText } from './print-reports.ts';

const linked = { id: 'era.wasm', version: '1.0.0', isolation: 'none', bytes: 1842, gzip: 1041 } as const;
const edge: ProductReport = {
  product: 'agent',
  profile: 'edge',
  platform: 'node',
  bytes: 42_600,
  gzip: 17_035,
  framework: { bytes: 20_100, gzip: 8760 },
  plugins: [linked],
  loaders: [],
  boundary: { bytes: 0, gzip: 0 },
  assets: [],
  budget: {},
  withinBudget: true,
};

test('reportText() has a line for each profile, with all of its assets', () => {
  const assets = [637_000, 3000].map((bytes, at) => ({ file: `assets/a/${at}.js`, bytes, gzip: 1 }));
  expect(
    stripVTControlCharacters(
      reportText([
        { ...edge, assets },
        { ...edge, profile: 'empty', plugins: [] },
      ]),
    ),
  ).toBe(
    `profile  plugins      bytes      gzip  framework gzip        assets
edge     era.wasm  42.60 kB  17.04 kB         8.76 kB  2: 640.00 kB
empty    none      42.60 kB  17.04 kB         8.76 kB          none`,
  );
});

test('reportText() names the product of each profile where there are several', () => {
  const text = stripVTControlCharacters(reportText([edge, { ...edge, product: 'other' }]));
  expect(text.match(/^\S+:edge/gm)).toEqual(['agent:edge', 'other:edge']);
});

test('reportText() has a line for each plugin and loader where a profile isolates plugins', () => {
  const file = 'plugins/6a1d274d/era.native.worker.js';
  const native = {
    ...linked,
    id: 'era.native',
    isolation: 'worker',
    bytes: 13_431,
    gzip: 4692,
    file,
  } as const;
  const mixed: ProductReport = {
    ...edge,
    profile: 'mixed',
    plugins: [native, linked],
    loaders: [{ package: '@mortise/loader-worker', bytes: 2993, gzip: 1463 }],
    boundary: { bytes: 55_200, gzip: 18_789 },
  };
  expect(
    stripVTControlCharacters(reportText([edge, mixed]))
      .split('\n')
      .slice(4),
  ).toEqual([
    'profile  part                    isolation     bytes      gzip  file',
    'mixed    era.native              worker     13.43 kB   4.69 kB  plugins/6a1d274d/era.native.worker.js',
    'mixed    era.wasm                none        1.84 kB   1.04 kB  main.js',
    'mixed    @mortise/loader-worker              2.99 kB   1.46 kB  main.js',
    'mixed    what loaders share                 55.20 kB  18.79 kB  main.js',
  ]);
});
