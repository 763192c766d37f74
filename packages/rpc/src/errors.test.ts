import { readFileSync } from 'node:fs';
import { isMortiseError } from '@mortise/core';
import { expect, test } from 'vitest';
import * as factories from './errors.ts';
import { invalidValue, valueTooLarge } from './wire/place.ts';

const raised = [
  factories.callerGone(),
  factories.connectionClosed('this side closed it'),
  factories.deadlineExceeded('add', 50),
  factories.handshakeFailed('the other side did not say hello'),
  factories.invalidOption('idle', -1, 'milliseconds from 0 on, or Infinity'),
  factories.lentOnly('Session'),
  factories.missingExport('demo', 'demo:demo@1', ['other: demo:other@1']),
  factories.overloaded('the number of open calls', 10),
  factories.protocolViolation('a row has no length'),
  factories.reentrantCall(),
  factories.stubReleased('add'),
  factories.unsupported('add', 'its provider lacks it'),
  factories.unexpected(new TypeError('no function')),
  factories.refused('stub_released', "Cannot call 'add': its object was released"),
  invalidValue(['result'], 'a number', 'three', undefined, 'add'),
  valueTooLarge(['result'], 'cells', 10),
];

test('the README lists every code, sorted', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code);

  expect(listed).toEqual([...new Set(raised.map(({ code }) => code))].sort());
});

test('every factory is covered by the test above', () => {
  const source = readFileSync(new URL('errors.test.ts', import.meta.url), 'utf8');
  const others = ['isValueFault'];
  for (const name of Object.keys(factories))
    if (!others.includes(name)) expect(source).toContain(`factories.${name}(`);
});

test.each(raised.map((error) => [error.code, error] as const))(
  '%s is a MortiseError without a final period',
  (_, error) => {
    expect(isMortiseError(error)).toBe(true);
    expect(error.message).not.toMatch(/\.$/);
  },
);

test('isValueFault() tells what ends a call from what ends the connection', () => {
  const ofOneCall = raised.filter(factories.isValueFault).map(({ code }) => code);

  expect([...new Set(ofOneCall)].sort()).toEqual([
    'invalid_value',
    'overloaded',
    'stub_released',
    'unsupported',
    'value_too_large',
  ]);
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  for (const thrown of [null, undefined, 'overloaded', { code: 'overloaded' }, proxy])
    expect(factories.isValueFault(thrown)).toBe(false);
});

test.each([null, 'protocol_violation', 'broken', 'toString'])(
  'refused() takes the code %s for unsupported, as no runtime raises it',
  (code) => {
    expect(factories.refused(code, 'No')).toMatchObject({ code: 'unsupported', message: 'No' });
  },
);

test('refused() keeps the hint, and adds none', () => {
  expect(factories.refused('invalid_value', 'No', 'Say please')).toMatchObject({ hint: 'Say please' });
  expect(factories.refused('invalid_value', 'No')).not.toHaveProperty('hint');
});

test('what the other side says cannot steer a terminal', () => {
  const text = 'a\u001b[2J\u009b\u202e';
  const errors = [
    factories.refused('invalid_value', text, text),
    factories.connectionClosed(`the other side ended it by ${text}`),
    factories.missingExport('demo', 'demo:demo@1', [text]),
    factories.unexpected(new Error(text)),
    factories.stubReleased(text),
    factories.unsupported(text, 'its provider lacks it'),
    invalidValue([text], 'a number', text, undefined, 'add'),
  ];

  for (const { message, hint = '' } of errors)
    expect(message + hint).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
});

test('the name of a method is not told in full where it is very long', () => {
  const name = 'x'.repeat(129);

  for (const { message } of [factories.stubReleased(name), factories.unsupported(name, 'no')]) {
    expect(message).toContain(`'${'x'.repeat(128)}…'`);
    expect(message).not.toContain(name);
  }
});
