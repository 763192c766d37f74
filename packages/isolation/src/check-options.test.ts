import { ClockWire } from '@mortise/services/wire';
import { expect, test } from 'vitest';
import { FakeKind } from '../fixtures/fake-kind.ts';
import { createIsolatedLoader, type LoaderOptions } from './isolated-loader.ts';

const create = (options: object) =>
  createIsolatedLoader(new FakeKind(async () => ({})), { wires: [ClockWire], ...options } as LoaderOptions);

test.each<readonly [options: object, message: string]>([
  [{ wires: null }, "'wires' is null, not a list of wire modules"],
  [{ wires: 'abc' }, `'wires' is "abc", not a list of wire modules`],
  [{ wires: [ClockWire, null] }, "'wires[1]' is null, not a wire module"],
  [{ wires: [{ id: 'demo:x@1' }] }, `'wires[0]' is an object, not a wire module`],
  [{ onConnection: 'log' }, `'onConnection' is "log", not a function`],
  [{ output: 'log' }, `'output' is "log", not a function`],
  [{ connection: null }, "'connection' is null, not an object"],
  [{ connection: { limits: 5 } }, "'connection.limits' is 5, not an object"],
  [{ connection: { intercept: 5 } }, "'connection.intercept' is 5, not a function"],
  [{ grace: '1s' }, `'grace' is "1s", not milliseconds from 0 on`],
  [{ grace: Number.NaN }, "'grace' is NaN, not milliseconds from 0 on"],
  [{ limits: 'x' }, `'limits' is "x", not an object such as { memory: '64MB' }`],
  [
    { limits: { heap: '1MB' } },
    `'limits' is "heap", not one of memory, stack, callTimeout, idleTimeout, startTimeout, stopTimeout`,
  ],
  [{ spares: '2' }, `'spares' is "2", not a whole number from 0 to 16`],
])('a loader refuses %o', (options, message) => {
  expect(() => create(options)).toThrow(
    expect.objectContaining({
      code: 'invalid_option',
      message: `Cannot create a loader: ${message}`,
      phase: 'load',
    }),
  );
});

test.each([
  [{ memory: -5 }, 'invalid_size'],
  [{ callTimeout: Number.NaN }, 'invalid_duration'],
])('a loader refuses the limits %o as texts that are none', (limits, code) => {
  expect(() => create({ limits })).toThrow(expect.objectContaining({ code }));
});

test('a connection is looked at when the loader is created', () => {
  expect(() => create({ connection: { deadline: '5s' } })).toThrow(/'deadline' is "5s"/);
});
