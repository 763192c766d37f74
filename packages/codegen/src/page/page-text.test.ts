import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  contractOf,
  list,
  literal,
  method,
  number,
  object,
  of,
  oneOf,
  option,
  ref,
  stream,
  string,
  stub,
  union,
  variant,
} from '../../fixtures/wire/types.ts';
import { arbitraryModel } from '../../fixtures/wit/arbitrary-model.ts';
import type { ContractModel } from '../contract/model.ts';
import { pageText } from './page-text.ts';

const page = (model: ContractModel): string =>
  pageText(model, { generated: 'Generated from box.contract.ts', source: './box.contract.ts' });

/** The part of a page below a heading. */
const below = (heading: string, model: ContractModel): string => {
  const [, part] = page(model).split(`\n${heading}\n\n`);
  return (part ?? '').split(/\n#+ /)[0]?.trim() ?? '';
};

test('pageText() starts with where it comes from and what it is about', () => {
  const model = { ...contractOf('Box', [method('get')]), doc: 'Keeps things.\n\nFor long.' };
  expect(page(model)).toBe(
    [
      '<!-- Generated from box.contract.ts -->',
      '# Box',
      'Contract `demo:contract@1.2.0`, declared in [`box.contract.ts`](./box.contract.ts).',
      'Keeps things.\n\nFor long.',
      '## Methods',
      '### get',
      '```ts\nget(): Promise<void>\n```\n',
    ].join('\n\n'),
  );
});

test('pageText() lists what there is where there is much', () => {
  const docs = ['Reads it. Twice.', 'Removes it; does nothing otherwise', 'Says\nall', ''];
  const methods = docs.map((doc, index) => method(`get${index}`, { app: ref('App') }, of('void'), { doc }));
  const types = { App: object({ id: string }), Get1: string };
  const model = contractOf('Box', methods, types, { Session: { methods: [] } });
  const contents = [
    '- [`get0`](#get0): Reads it',
    '- [`get1`](#get1): Removes it',
    '- [`get2`](#get2): Says all',
    '- [`get3`](#get3)',
    '',
    'Objects with methods: [`Session`](#session)',
    '',
    'Types: [`App`](#app), [`Get1`](#get1-1)',
  ].join('\n');
  expect(page(model)).toContain(`\n\n${contents}\n\n## Methods\n`);
  expect(page({ ...model, methods: methods.slice(1) })).not.toContain('- [');
});

test('pageText() says all that is known of a method', () => {
  const copy = method('copy', { 'from?': ref('App') }, option(ref('App')), {
    doc: 'Copies it.',
    idempotent: true,
    deadline: '5s',
    cancellable: true,
    throws: [{ code: 'gone', doc: 'where it is\nnot' }, { code: 'denied' }],
  });
  const documented = {
    ...copy,
    params: copy.params.map((param) => ({ ...param, doc: 'what to | copy' })),
    result: { ...copy.result, doc: 'the copy' },
  };
  expect(below('### copy', contractOf('Box', [documented], { App: object({ id: string }) }))).toBe(
    [
      '```ts\ncopy(from?: App, signal?: AbortSignal): Promise<App | undefined>\n```',
      'Copies it.',
      '| Parameter | Type | Meaning |\n| --- | --- | --- |\n| `from?` | [`App`](#app) | what to \\| copy |',
      '**Returns** [`App | undefined`](#app): the copy',
      '| Error | When |\n| --- | --- |\n| `gone` | where it is not |\n| `denied` |  |',
      [
        '- Idempotent: a call that got no answer may be made again.',
        '- Deadline: `5s` at most.',
        '- `signal` ends the call early.',
      ].join('\n'),
    ].join('\n\n'),
  );
});

test('pageText() has no table that says nothing', () => {
  const get = method('get', { key: string }, of('void'), { throws: [{ code: 'gone' }, { code: 'denied' }] });
  const text = below('### get', contractOf('Box', [get]));
  expect(text).toBe('```ts\nget(key: string): Promise<void>\n```\n\n**Fails with** `gone`, `denied`');
});

test('pageText() puts each parameter on a line of its own where one line is too long', () => {
  const params = {
    theFirstOfThem: string,
    theSecondOfThem: list(number),
    'theThirdOfThem?': oneOf('a', 'b'),
  };
  expect(below('### set', contractOf('Box', [method('set', params)]))).toBe(
    "```ts\nset(\n  theFirstOfThem: string,\n  theSecondOfThem: number[],\n  theThirdOfThem?: 'a' | 'b',\n): Promise<void>\n```",
  );
});

test('pageText() says how streams flow and who owns objects', () => {
  const params = {
    log: stub('Log'),
    shell: stub('Shell', true),
    logs: list(stub('Log')),
    lines: stream(string),
    signal: number,
  };
  const open = method('open', params, stub('Shell'), { kind: 'stream', cancellable: true });
  const interfaces = {
    Log: { methods: [method('line', { text: string })], doc: 'Takes lines.' },
    Shell: { methods: [method('end')], disposable: 'async' as const },
  };
  const model = contractOf('Box', [open], {}, interfaces);
  expect(below('### open', model)).toContain('**Stream of** [`Shell`](#shell)');
  expect(below('### open', model)).toContain(
    [
      '- `abortSignal` ends the stream early.',
      '- It starts when it is first read; leaving the loop ends it.',
      '- `log` is lent until the stream ends; the caller still owns it.',
      '- `shell` is handed over: the provider ends it.',
      '- Each `Log` in `logs` is lent until the stream ends; the caller still owns it.',
      '- `lines` is read as fast as the provider takes it.',
      '- The caller owns each `Shell` and ends it with `release`.',
    ].join('\n'),
  );
  expect(below('### Log', model)).toMatch(/^Takes lines\.\n\nIt stays where it was made/);
  expect(below('### Shell', model)).toContain('`release` ends it, by its `Symbol.asyncDispose`.');
  expect(below('#### Log.line', model)).toBe('```ts\nline(text: string): Promise<void>\n```');
});

test('pageText() explains each kind of type', () => {
  const from = {
    contract: 'demo:base@1',
    version: '1.0.1',
    name: 'Status',
    specifier: '@demo/base',
  } as const;
  const fields = object({ id: string, 'a-b?': list(ref('State')) });
  const types = {
    App: { type: fields, doc: 'An app.' },
    Empty: object({}),
    State: oneOf('up', 'down'),
    Event: variant(
      'is',
      { values: ['up'], type: ref('Up') },
      { values: ['a', 'b'], type: object({ is: oneOf('a', 'b') }) },
    ),
    Json: union(of('null'), list(ref('Json')), ref('State')),
    Shared: { type: oneOf(1, 2), from },
    Up: object({ is: literal('up') }),
  };
  const model = contractOf('Box', [method('get')], types);
  expect(below('### App', model)).toBe(
    "An app.\n\n| Field | Type |\n| --- | --- |\n| `id` | `string` |\n| `'a-b'?` | [`State[]`](#state) |",
  );
  expect(below('### Empty', model)).toBe('An object without fields.');
  expect(below('### State', model)).toBe("One of `'up'`, `'down'`.");
  expect(below('### Event', model)).toBe(
    "Told apart by `is`:\n\n| `is` | Object |\n| --- | --- |\n| `'up'` | [`Up`](#up) |\n| `'a'`, `'b'` | `{ is: 'a' \\| 'b' }` |",
  );
  expect(below('### Json', model)).toBe(
    '```ts\ntype Json = null | Json[] | State\n```\n\nSee [`State`](#state).',
  );
  expect(below('### Shared', model)).toBe(
    'Shared with `demo:base@1.0.1`, which declares it as `Status` in `@demo/base`.\n\nOne of `1`, `2`.',
  );
});

test('pageText() stays whole whatever a contract says', () => {
  const doc = fc.constantFrom(
    '# a',
    '```',
    '<!--',
    '<b>',
    '| a |\n|---|',
    'a\n===',
    '> a',
    '`',
    '- # a',
    '~~~',
    'a',
  );
  const comment = fc.constantFrom('a --> # b', '--', 'a\n# b', '-', '>');
  fc.assert(
    fc.property(arbitraryModel(), doc, comment, (random, evil, generated) => {
      const said = JSON.stringify(random, (key, value) => (key === 'doc' ? evil : value));
      const model: ContractModel = JSON.parse(said);
      const text = pageText(model, { generated, source: './a.contract.ts' });
      const [first, ...rest] = text.split('\n\n');
      expect(first).toMatch(/^<!-- (?:(?!-->|\n).)* -->$/);
      const outside = rest.join('\n\n').replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, '');
      const members = [model, ...Object.values(model.interfaces)].flatMap(({ methods }) => methods);
      const named = [...Object.keys(model.types), ...Object.keys(model.interfaces)];
      const groups = [model.methods, Object.keys(model.interfaces), Object.keys(model.types)];
      const headings = 1 + members.length + named.length + groups.filter((all) => all.length > 0).length;
      expect(outside.match(/^(?:- )?#+ /gm)?.length).toBe(headings);
      expect(outside.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, '')).not.toMatch(/(?<!\\)<|^(?:>|~|=)|(?<!\\)`/m);
      const cells = (line: string) => line.split(/(?<!\\)\|/).length;
      for (const [table] of outside.matchAll(/^\| .*(?:\n\|.*)+/gm))
        expect(new Set(table.split('\n').map(cells)).size).toBe(1);
      expect(pageText(structuredClone(model), { generated, source: './a.contract.ts' })).toBe(text);
    }),
  );
});
