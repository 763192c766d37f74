import { expect, test } from 'vitest';
import { environmentOf } from './environment.ts';

const app = { id: 'a', runtime: 'native', program: '/a' };

test('environmentOf() hands on nothing that was not asked for', () => {
  expect(environmentOf(app, { SECRET: 's' })).toEqual({});
});

test('environmentOf() hands on what inherit names and there is; env wins', () => {
  const own = { PATH: '/bin', LANG: 'C' };
  expect(environmentOf({ ...app, inherit: ['PATH', 'LANG', 'NONE'], env: { LANG: 'de' } }, own)).toEqual({
    PATH: '/bin',
    LANG: 'de',
  });
});
