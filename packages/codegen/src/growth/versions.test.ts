import { expect, test } from 'vitest';
import type { Step } from './growth.ts';
import { covers, isPrerelease, nextVersion } from './versions.ts';

test.each<[string, Step | undefined, string[], string[]]>([
  ['1.2.3', undefined, ['1.2.3', '1.2.4', '1.3.0', '2.0.0', '1.2.4-rc.1'], ['1.2.2', '0.9.0', '1.2.3-rc.1']],
  ['1.2.3', 'patch', ['1.2.4', '1.3.0', '2.0.0', '1.2.4-rc.1'], ['1.2.3', '1.2.3+build', '1.2.2']],
  ['1.2.3', 'minor', ['1.3.0', '1.3.0-rc.1', '2.0.0'], ['1.2.3', '1.2.4', '1.2.9-rc.1', '0.3.0']],
  ['1.2.3', 'major', ['2.0.0', '2.0.0-rc.1', '3.1.0'], ['1.2.3', '1.3.0', '1.999.0']],
  ['0.2.3', 'major', ['0.2.4', '0.3.0', '1.0.0', '0.2.4-rc.1'], ['0.2.3', '0.2.2', '0.2.3-rc.1']],
  ['0.2.3', 'patch', ['0.2.4'], ['0.2.3']],
])('covers() holds a version to what changed since %s: %s', (released, demands, enough, tooLow) => {
  expect(enough.filter((version) => !covers(released, version, demands))).toEqual([]);
  expect(tooLow.filter((version) => covers(released, version, demands))).toEqual([]);
});

test.each<[string, Step, string]>([
  ['1.2.3', 'patch', '1.2.4'],
  ['1.2.3', 'minor', '1.3.0'],
  ['1.2.3', 'major', '2.0.0'],
  ['0.2.3', 'patch', '0.2.4'],
  ['0.2.3', 'minor', '0.3.0'],
  ['0.2.3', 'major', '0.3.0'],
  ['1.2.3-rc.1+build', 'patch', '1.2.4'],
  ['9007199254740993.0.0', 'major', '9007199254740994.0.0'],
])('nextVersion() is the lowest one that covers the step: %s, %s', (released, step, next) => {
  expect(nextVersion(released, step)).toBe(next);
  expect(covers(released, next, step)).toBe(true);
});

test('isPrerelease() is not misled by what stands behind a plus', () => {
  expect(['1.0.0-rc.1', '1.0.0-rc+a'].every(isPrerelease)).toBe(true);
  expect(['1.0.0', '1.0.0+build-7'].some(isPrerelease)).toBe(false);
});
