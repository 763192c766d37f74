import { expect, test } from 'vitest';
import { speaking, textOf } from './thrown.ts';

const trapped = new Proxy(
  {},
  {
    get: () => {
      throw new Error('trap');
    },
  },
);
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();

test.each([new Error('disk is full'), 'disk is full', { message: 'disk is full', code: 'no_space' }])(
  'speaking() keeps %o, which says something',
  (thrown) => {
    expect(speaking('activate()', thrown)).toBe(thrown);
    expect(textOf('activate()', thrown)).toBe('disk is full');
  },
);

test.each<[string, unknown]>([
  ['null', null],
  ['undefined', undefined],
  ['0', 0],
  ['Symbol(s)', Symbol('s')],
  ['an empty text', ''],
  ['a function', () => {}],
  ['an object without a message', {}],
  ['an object without a message', Object.create(null)],
  ['an object without a message', new Error()],
  ['an object without a message', { message: { text: 'deep' } }],
  ['an object that cannot be read, such as a proxy', trapped],
  ['an object that cannot be read, such as a proxy', revoked],
])('speaking() says that %s was thrown, and what to do', (what, thrown) => {
  expect(speaking('activate()', thrown)).toMatchObject({
    message: `activate() threw ${what}`,
    hint: expect.stringContaining('Throw an Error'),
  });
});
