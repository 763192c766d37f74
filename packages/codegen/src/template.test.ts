import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { precompile, render } from './template.ts';

const contract = (values: object): string =>
  render('contract.gen.ts', {
    generated: 'Generated',
    shape: 'Shape',
    source: './a.contract.ts',
    model: { doc: '', name: 'Greeter', id: 'demo:greeter@1', version: '1.0.0', ...values },
  });

test('render() fails when a name is missing, instead of writing nothing', () => {
  expect(() => render('register.gen.ts', {})).toThrow('was not given');
  expect(() => render('scaffold/plugin.ts', {})).toThrow('as a name');
});

test.each(['Greeter {} process.exit(1); interface X', 'Greeter\n', 'constructor()', ''])(
  'render() refuses %j as a name of the code',
  (name) => {
    expect(() => contract({ name })).toThrow('as a name');
  },
);

test('render() keeps an id inside its quotes', () => {
  const text = contract({ id: "x'); process.exit(1); ('" });
  expect(text).toContain("(\"x'); process.exit(1); ('\", '1.0.0')");
});

test('render() keeps a comment a comment', () => {
  const text = contract({ doc: 'one */ process.exit(1); /*\ntwo' });
  expect(text).toContain('/**\n * one * / process.exit(1); /*\n * two\n */\n');
});

test('render() keeps the first line on one line', () => {
  const text = render('register.gen.ts', { generated: 'from x\nprocess.exit(1);\u2028evil()' });
  expect(text.split(/[\n\u2028]/)[0]).toBe('// from x process.exit(1); evil()');
});

test('render() evaluates no template inside a value', () => {
  expect(contract({ version: '{{name model}}' })).toContain("'{{name model}}'");
});

test('templates/precompiled.gen.json is fresh; to renew it: npx vitest run packages/codegen/src/template -u', async () => {
  const folder = join(import.meta.dirname, '../templates');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const names = files
    .filter((file) => file.endsWith('.hbs'))
    .map((file) => file.replaceAll('\\', '/').slice(0, -4));
  await expect(precompile(names)).toMatchFileSnapshot(join(folder, 'precompiled.gen.json'));
});
