import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compare, takeSnapshot } from './realm.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mortise-realm-'));
  writeFileSync(join(folder, 'kept.txt'), 'as it was');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** What is found to have changed behind a change, which is undone at once. */
const changesOf = (change: () => () => void): string[] => {
  const before = takeSnapshot(folder);
  const undo = change();
  const after = takeSnapshot(folder);
  undo();
  return compare(before, after);
};

test('compare() finds nothing where nothing was changed', () => {
  expect(changesOf(() => () => {})).toEqual([]);
});

test('compare() finds a patched function', () => {
  const { stringify } = JSON;

  expect(
    changesOf(() => {
      JSON.stringify = () => '';
      return () => {
        JSON.stringify = stringify;
      };
    }),
  ).toEqual(["the host's 'JSON.stringify' was changed"]);
});

test('compare() finds a new member of a prototype', () => {
  expect(
    changesOf(() => {
      Object.assign(Map.prototype, { polluted: true });
      return () => Reflect.deleteProperty(Map.prototype, 'polluted');
    }),
  ).toEqual(["the host has a new 'Map.prototype.polluted'"]);
});

test('compare() finds a changed environment', () => {
  expect(
    changesOf(() => {
      process.env.MORTISE_REALM_TEST = 'x';
      return () => {
        delete process.env.MORTISE_REALM_TEST;
      };
    }),
  ).toEqual(["the host has a new 'environment variable MORTISE_REALM_TEST'"]);
});

test('compare() finds a changed file, a new one, and one that has gone', () => {
  const before = takeSnapshot(folder);
  writeFileSync(join(folder, 'kept.txt'), 'otherwise');
  writeFileSync(join(folder, 'new.txt'), '');
  const after = takeSnapshot(folder);

  expect(compare(before, after).sort()).toEqual([
    "the host has a new 'file new.txt'",
    "the host's 'file kept.txt' was changed",
  ]);
  rmSync(join(folder, 'kept.txt'));
  expect(compare(after, takeSnapshot(folder))).toEqual(["the host's 'file kept.txt' has gone"]);
});
