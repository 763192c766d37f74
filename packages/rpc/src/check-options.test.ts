import { expect, test } from 'vitest';
import { checkConnectOptions } from './check-options.ts';
import { connect } from './index.ts';
import { createMemoryPair } from './memory.ts';

test.each<readonly [options: object, message: string]>([
  [{ deadline: Number.NaN }, "'deadline' is NaN, not milliseconds from 0 on, or Infinity"],
  [{ deadline: '5s' }, `'deadline' is "5s", not milliseconds from 0 on, or Infinity`],
  [{ idle: null }, "'idle' is null, not milliseconds from 0 on, or Infinity"],
  [{ handshake: -1 }, "'handshake' is -1, not milliseconds from 0 on, or Infinity"],
  [{ limits: { calls: 0 } }, "'limits.calls' is 0, not a number above 0"],
  [{ limits: { size: {} } }, "'limits.size' is an object, not a whole number above 0"],
  [{ limits: { size: Infinity } }, "'limits.size' is Infinity, not a whole number above 0"],
  [{ limits: { depth: 1.5 } }, "'limits.depth' is 1.5, not a whole number above 0"],
])('connect(%o) names what cannot be kept', async (options, message) => {
  await expect(connect(createMemoryPair().a, options)).rejects.toMatchObject({
    code: 'invalid_option',
    message: `Cannot connect: ${message}`,
    hint: expect.any(String),
  });
});

test('what is left out, and what never ends, can be kept', () => {
  const never = Number.POSITIVE_INFINITY;
  checkConnectOptions({});
  checkConnectOptions({ deadline: never, idle: undefined, handshake: 0, limits: { held: never } });
});
