import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as factories from './errors.ts';

const guestCodes = ['import_failed', 'missing_wire', 'not_a_plugin', 'other_plugin'] as const;
const raised = [
  factories.activateFailed('demo.a', new Error('no disk')),
  factories.backingOff('demo.a', 3, 200, new Error('no disk')),
  factories.configureFailed('demo.a', "'port' is missing"),
  ...guestCodes.map((code) => factories.guestFailed('demo.a', code, '/a/index.js', 'no reason')),
  factories.incompatibleContract('demo.a', 'demo:b@1', ['demo:b@2']),
  factories.endingError('demo.a', 'call', {
    kind: 'limit',
    limit: 'memory',
    unit: 'bytes',
    allowed: 1,
    measured: 2,
  }),
  factories.missingBundle('demo.a', '/a/index.js', new Error('none')),
  factories.missingProvider('demo.a', ['demo:b@1/c']),
  factories.missingWire('demo.a', 'demo:b@1', []),
  factories.endingError('demo.a', 'call', { kind: 'crash', how: 'exit code 7' }),
  factories.endingError('demo.a', 'deactivate', { kind: 'ended' }),
  factories.pluginEnded('demo.a', 'call'),
  factories.neverAnswers('demo.a', 'call', 10_001),
  factories.pluginUnresponsive('demo.a', 'call', 1_000),
  factories.startTimeout('demo.a', 'load', 10_000),
  factories.stopTimeout('demo.a', 5_000),
  factories.tampered('demo.a', '/a/index.js', 'one', 'another'),
  factories.tooLarge('demo.a', '/a/index.js', 2, 1),
];

test('the README lists every code, sorted', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z_]+)` \|/gm)].map(([, code]) => code);
  expect(listed).toEqual([...new Set(raised.map(({ code }) => code))].sort());
});

test('every factory is covered by the tests here', () => {
  const source = readFileSync(new URL(import.meta.url), 'utf8');
  for (const name of Object.keys(factories)) expect(source).toContain(`factories.${name}(`);
});

test.each(raised)('$code names plugin and phase, and ends without a period', (error) => {
  expect(error).toMatchObject({ pluginId: 'demo.a', phase: expect.any(String) });
  expect(error.message).toMatch(/^(Cannot|Plugin) .*[^.]$/);
});

test('limit_exceeded says limit, allowed and measured, and has them as numbers', () => {
  const limit = { kind: 'limit', limit: 'memory', unit: 'bytes', allowed: 64e6, measured: 65.2e6 } as const;
  const error = factories.endingError('demo.a', 'call', limit);
  expect(error.message).toBe("Plugin 'demo.a' was ended: it took 65.20 MB of memory, and may take 64.00 MB");
  expect(error.cause).toEqual(limit);

  const more = factories.endingError('demo.a', 'call', { ...limit, measured: 60e6, wantedMore: true });
  expect(more.message).toContain('it took 60.00 MB of memory and wanted more, and may take 64.00 MB');
  const time = factories.endingError('demo.a', 'call', {
    ...limit,
    limit: 'time',
    unit: 'ms',
    measured: 70e6,
  });
  expect(time.message).toContain('it took 70000000 ms of time, and may take 64000000 ms');
});

test('aboutPlugin() keeps code and hint of an error of the protocol', () => {
  const error = factories.pluginUnresponsive('demo.a', 'call', 1);
  expect(factories.aboutPlugin('demo.b', 'activate', error)).toMatchObject({
    code: 'plugin_unresponsive',
    hint: error.hint,
    pluginId: 'demo.b',
    phase: 'activate',
    cause: error,
  });
});

test('what a plugin chose has no control characters in a message', () => {
  const crashed = factories.endingError('demo.a', 'call', { kind: 'crash', how: '\u001b[2Jgone' });
  expect(crashed.message).toContain('[2Jgone');
  expect(crashed.message).not.toContain('\u001b');
});
