import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as factories from './errors.ts';

const raised = [
  factories.duplicateContract('demo:a@1', 'a.contract.ts', 'b.contract.ts'),
  factories.generateFailed([factories.missingFile('a.contract.ts')]),
  factories.invalidOptions("add plugin 'wasm'", [{ file: 'NAME', found: '"A"', expected: 'a name' }]),
  factories.missingFile('a.contract.ts'),
  factories.missingGuest('edge', 'demo.a', '@demo/a'),
  factories.missingLoader('edge', 'demo.a', 'worker', '@mortise/loader-worker'),
  factories.missingWire('edge', 'demo.a', 'worker', {
    specifier: 'a',
    source: 'a.contract.ts',
    wire: 'AWire',
  }),
  factories.noVersion('demo.a', 'plugins/a'),
  factories.strayBaseline(
    'a.baseline.json',
    'demo:a@1.0.0',
    "'a.contract.ts' is contract 'demo:b'",
    'Delete it',
  ),
  factories.unexpectedShape('package.json', "'imports'", 'an object'),
  factories.unknownContract('demo:a@1', 'plugins/a', []),
  factories.versionTooLow('demo:a', '1.0.0', '1.1.0 is released already', 'Write @contract demo:a@1.1.0', []),
  factories.writeFailed('a.ts', new Error('no space')),
];

test('the README lists every code, sorted', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\| `([a-z]+_[a-z_]+)` \|/gm)].map(([, code]) => code);
  // `invalid_document` is raised by @mortise/json.
  expect(listed).toEqual([...raised.map(({ code }) => code), 'invalid_document'].sort());
  expect(raised).toHaveLength(Object.keys(factories).length);
});

test.each(raised)('$code says what failed and ends without a period', ({ message }) => {
  expect(message).toMatch(/^Cannot [\s\S]*[^.]$/);
});

test('generateFailed() keeps the hint of each error below its message', () => {
  const { message, cause } = factories.generateFailed([
    factories.noVersion('demo.a', 'a'),
    new Error('boom'),
  ]);
  expect(message.split('\n')).toEqual([
    "Cannot generate plugin 'demo.a' in 'a': it has no version",
    '  Give its package.json a "version"',
    'boom',
  ]);
  expect(cause).toHaveLength(2);
});

test('unknownContract() says how to install the package that has it, where that is known', () => {
  const hintOf = (directory: string) => factories.unknownContract('demo:a@1', directory, [], '@demo/a').hint;
  expect(hintOf('.')).toBe('Run: npm install @demo/a');
  expect(hintOf('plugins/b')).toBe('Run: npm install @demo/a -w plugins/b');
});
