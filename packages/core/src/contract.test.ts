import { expect, test } from 'vitest';
import { contract } from './contract.ts';

test('contract() returns id and version and nothing else', () => {
  const token = contract<{ greet(): Promise<string> }>()('demo:greeter@1', '1.2.0');

  expect(Reflect.ownKeys(token)).toEqual(['id', 'version']);
  expect(token).toEqual({ id: 'demo:greeter@1', version: '1.2.0' });
});
