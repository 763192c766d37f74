import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as factories from './errors.ts';

const guestCodes = ['import_failed', 'missing_wire', 'not_a_plugin', 'other_plugin'] as const;
const raised = [
  factories.backingOff('demo.a', { failures: 3, retryIn: 200 }, new Error('no disk')),
  factories.codeFailed('demo.a', 'activate', new Error('no disk')),
  factories.codeFailed('demo.a', 'deactivate', new Error('no disk')),
  factories.configureFailed('demo.a', "'port' is missing"),
  ...guestCodes.map((code) => factories.guestFailed('demo.a', code, '/a/index.js', 'no reason')),
  factories.incompatibleContract('demo.a', 'demo:b@1', ['demo:b@2']),
  factories.invalidOption('spares', 1.5, 'a whole number from 0 to 16'),
  factories.endingError('demo.a', 'call', {
    kind: 'limit',
    limit: 'memory',
    unit: 'bytes',
    allowed: 1,
    measured: 2,
  }),
  factories.loaderEnded(),
  factories.missingBundle('demo.a', '/a/index.js', new Error('none')),
  factories.missingProvider('demo.a', ['demo:b@1/c']),
  factories.missingWire('demo.a', 'demo:b@1', []),
  factories.endingError('demo.a', 'call', { kind: 'crash', how: 'exit code 7' }),
  factories.endingError('demo.a', 'deactivate', { kind: 'ended' }),
  factories.pluginEnded('demo.a', 'call'),
  factories.neverAnswers('demo.a', 'call', 10_001),
  factories.pluginUnresponsive('demo.a', 'call', 1_000),
  factories.startTimeout('demo.a', 'load', 10_000, 10_001),
  factories.stopTimeout('demo.a', 5_000, 5_001),
  factories.noHash('demo.a', '/a/index.js', '#md5=0'),
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
  // What a host says of all its plugins is about none of them.
  const pluginId = ['invalid_option', 'loader_ended'].includes(error.code) ? undefined : 'demo.a';
  expect(error).toMatchObject({ phase: expect.any(String) });
  expect(error.pluginId).toBe(pluginId);
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

  const turn = factories.endingError('demo.a', 'call', {
    ...limit,
    limit: 'callTimeout',
    what: 'time at a stretch',
    unit: 'ms',
  });
  expect(turn.message).toContain('ms of time at a stretch, and may take');
  expect(turn.hint).toContain("Raise its limit 'callTimeout' in the profile");
});

test('start_timeout while the module is imported says what import() may wait for', () => {
  const { message, hint } = factories.startTimeout('demo.a', 'load', 500, 503, true);
  expect(message).toContain('within 500 ms, and its module was still being imported');
  expect(hint).toMatch(/top-level await .* export named 'then'/);
  expect(factories.startTimeout('demo.a', 'load', 500, 503).message).not.toContain('import');
});

test('activate_failed passes on what the cause says is to do', () => {
  const cause = Object.assign(new Error('activate() threw null'), { hint: 'Throw an Error' });
  expect(factories.codeFailed('demo.a', 'activate', cause).hint).toBe('Throw an Error');
  expect(factories.codeFailed('demo.a', 'activate', null).hint).toContain('is the cause');
});

test.each([
  ['startTimeout', factories.startTimeout('demo.a', 'activate', 500, 503)],
  ['stopTimeout', factories.stopTimeout('demo.a', 500, 503)],
])('%s has its figures as numbers too', (limit, error) => {
  expect(error.message).toContain('500 ms');
  expect(error.cause).toEqual({ kind: 'limit', limit, unit: 'ms', allowed: 500, measured: 503 });
});

test('backing_off has as numbers when it may be tried again, and how often it failed', () => {
  const back = { failures: 3, retryIn: 200 };
  const error = factories.backingOff('demo.a', back, new Error('no disk'));
  expect(error.message).toContain('failed 3 times in a row, and is tried again in 200 ms');
  expect(error).toMatchObject({ data: back, cause: { message: 'no disk' } });
});

test('aboutPlugin() keeps code and hint of an error of the protocol', () => {
  const error = factories.pluginUnresponsive('demo.a', 'call', 1);
  expect(factories.aboutPlugin('demo.b', 'activate', error)).toMatchObject({
    code: 'plugin_unresponsive',
    hint: error.hint,
    pluginId: 'demo.b',
    phase: 'activate',
  });
  expect(factories.aboutPlugin('demo.b', 'activate', error)).not.toHaveProperty('cause');
});

test('what a plugin chose has no control characters in a message, and begins no line', () => {
  const how = '\u001b[2Jgone\nPlugin demo.b';
  const crashed = factories.endingError('demo.a', 'call', { kind: 'crash', how });
  expect(crashed.message).toContain('[2Jgone Plugin demo.b');
  expect(crashed.message).not.toContain('\u001b');
  expect(factories.codeFailed('demo.a', 'activate', new Error(how)).message).toMatch(
    /: \[2Jgone Plugin demo\.b$/,
  );
});
