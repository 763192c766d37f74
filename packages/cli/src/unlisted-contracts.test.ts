import { type Files, Workspace } from '@mortise/codegen';
import { expect, test } from 'vitest';
import { unlistedContracts, unlistedText } from './unlisted-contracts.ts';

const workspaceOf = (texts: Readonly<Record<string, string>>) => {
  const files: Files = {
    read: (path) => texts[path],
    list: (path) => {
      const start = path === '.' ? '' : `${path}/`;
      const below = Object.keys(texts).filter((one) => one.startsWith(start));
      return [...new Set(below.map((one) => one.slice(start.length).split('/')[0] as string))].sort();
    },
  };
  return new Workspace(files);
};

test('unlistedContracts() finds what no package.json lists, and nothing installed', () => {
  const contracts = ['./src/listed.contract.ts', './listed.contract.ts'];
  const found = unlistedContracts(
    workspaceOf({
      'package.json': JSON.stringify({ name: 'a', workspaces: ['b'], mortise: { contracts } }),
      'listed.contract.ts': '',
      'src/listed.contract.ts': '',
      'src/deep/forgotten.contract.ts': '',
      'b/package.json': '{ "name": "b" }',
      'b/own.contract.ts': '',
      'b/src/other.ts': '',
      'node_modules/c/package.json': '{ "name": "c" }',
      'node_modules/c/src/c.contract.ts': '',
    }),
  );
  expect(found).toEqual(['b/own.contract.ts', 'src/deep/forgotten.contract.ts']);
  expect(unlistedText(found)).toBe(
    `Passed over, because no package.json lists it in "mortise": { "contracts": ["./src/….contract.ts"] }:
  b/own.contract.ts
  src/deep/forgotten.contract.ts`,
  );
  expect(unlistedText([])).toBe('');
});
