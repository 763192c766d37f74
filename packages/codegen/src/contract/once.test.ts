import { expect, test } from 'vitest';
import { read, withMethod } from '../../fixtures/contract-text.ts';

/** Forty times two interfaces that extend one and are joined again: 2^40 ways from the last to the first. */
const diamonds = (member: string): string => {
  const joins = Array.from({ length: 40 }, (_, index) => [
    `interface L${index} extends J${index} {}`,
    `interface R${index} extends J${index} {}`,
    `interface J${index + 1} extends L${index}, R${index} {}`,
  ]);
  return [`interface J0 { ${member} }`, ...joins.flat()].join('\n');
};

test('fields that are inherited in very many ways are read once', async () => {
  const { types } = await read(withMethod('m(a: J40): Promise<void>;', diamonds('a: string')));
  expect(types.J40?.type).toEqual({ kind: 'object', fields: [{ name: 'a', type: { kind: 'string' } }] });
});

test.each([
  ['methods', 'a(): Promise<void>', ''],
  ['methods that are declared again', 'a(b: string): Promise<void>', 'a(b?: string): Promise<void>'],
])('%s that are inherited in very many ways are read once', async (_, member, again) => {
  const more = `${diamonds(member)}\ninterface Last extends J40 { ${again} }`;
  const { interfaces } = await read(withMethod('m(): Promise<Last>;', more));
  expect(interfaces.Last?.methods.map(({ name }) => name)).toEqual(['a']);
});

test('a base of another contract that is inherited in very many ways is read once', async () => {
  const other = await read(
    '/** @contract demo:other@1.0.0 */\nexport interface Other { end(): Promise<End> }\nexport interface End extends AsyncDisposable {}',
  );
  const imports = "import type { End } from './other.contract.ts';\n";
  const joins = diamonds('').replace('J0 {', 'J0 extends End {');
  const text = withMethod('m(): Promise<J40>;', joins, imports);
  const { interfaces } = await read(text, { resolve: () => ({ models: [other] }) });
  expect(interfaces.J40).toEqual({ methods: [], disposable: 'async' });
});
