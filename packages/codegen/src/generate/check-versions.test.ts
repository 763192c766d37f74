import { openManifest } from '@mortise/artifact';
import { expect, test } from 'vitest';
import type { ContractModel } from '../contract/model.ts';
import { checkContracts, checkEngines } from './check-versions.ts';

const manifest = (rest: object) =>
  openManifest(JSON.stringify({ manifest: 1, id: 'demo.a', provides: {}, ...rest }), 'plugin.json');

test.each([
  ['1.0.0', '1.0.0', true],
  ['1.0.0', '1.7.0', true],
  ['1.7.0', '1.0.0', false],
  ['1.0.0-rc.1', '1.0.0', true],
  ['1.0.0', '1.0.0-rc.1', false],
])('checkContracts() compares a provided %s with a contract of %s', (provided, version, isRight) => {
  const document = manifest({ provides: { [`demo:greeter@${provided}`]: { x: {} } } });
  checkContracts(document, () => ({ version }) as ContractModel);
  const faults = document.faults.map(({ path, expected }) => `${path} ${expected}`);
  expect(faults).toEqual(isRight ? [] : [`provides["demo:greeter@${provided}"] at most ${version}`]);
});

test('checkContracts() complains of every contract that is not there, where it stands', () => {
  const document = manifest({
    provides: { 'demo:b@1.0.0': { x: {} } },
    uses: { 'demo:c@1': {}, 'demo:d@1': {} },
  });
  checkContracts(document, (ref) => ({ found: ref, expected: 'another' }));
  const faults = document.faults.map(({ path, found }) => `${path} ${found}`);
  expect(faults).toEqual([
    'uses["demo:c@1"] demo:c@1',
    'uses["demo:d@1"] demo:d@1',
    'provides["demo:b@1.0.0"] demo:b@1.0.0',
  ]);
});

test.each([
  ['^99', '1.2.0', /holds 1\.2\.0/],
  ['^1.0.0', '1.2.0', undefined],
  ['^1 || ^2', '2.2.0', undefined],
  ['*', '1.2.0', undefined],
  ['^99', '0.0.0', undefined],
  ['next', '0.0.0', /a version range/],
])('checkEngines() compares %s with Mortise %s', (mortise, version, fault) => {
  const document = manifest({ engines: { mortise } });
  checkEngines(document, version);
  if (fault) expect(document.faults[0]?.expected).toMatch(fault);
  expect(document.faults).toHaveLength(fault ? 1 : 0);
});
