import type { ContractId } from '@mortise/core';
import { expect, test } from 'vitest';
import { witPackage } from './wit-package.ts';

test.each([
  ['era:runtime@1', '1.0.0', 'era:runtime', '@1.0.0'],
  ['my-co:key-value2@1', '1.2.3-rc.1+b5', 'my-co:key-value2', '@1.2.3-rc.1+b5'],
  ['interface:type@0', '0.1.0', '%interface:%type', '@0.1.0'],
  ['a:b@1', '1.0.0-01', 'a:b', ''],
  ['a:b@1', '1.0.0-a..b', 'a:b', ''],
  ['a:b@1', '99999999999999999999.0.0', 'a:b', ''],
])('witPackage() of %s, %s', (id, version, name, written) => {
  expect(witPackage({ id: id as ContractId, version })).toEqual({ name, version: written });
});

test.each(['a:b', 'A:b@1', 'a@1', 'a:b;interface x{}@1', 'a:b\n@1', '%a:b@1'])(
  'witPackage() refuses %j',
  (id) => {
    expect(() => witPackage({ id: id as ContractId, version: '1.0.0' })).toThrow('as a package of WIT');
  },
);
