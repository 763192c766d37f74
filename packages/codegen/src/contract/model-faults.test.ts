import { expect, test } from 'vitest';
import { read, withMethod } from '../../fixtures/contract-text.ts';
import { parseModel } from '../workspace/parse-model.ts';

const model = await read(
  withMethod(
    `/** @deadline 5s @throws a_b */ m(a: T, b?: Owned<S>, c?: AsyncIterable<bigint>): Promise<[u32, Date, 'a' | 'b', null | string]>;`,
    "interface T { t?: Record<string, T>; v: { k: 1 } | { k: 2 }; 'a-b': string }\ninterface S extends AsyncDisposable { s(): Promise<T[] | undefined> }",
    "import type { Owned, u32 } from '@mortise/core';\n",
  ),
);

const text = JSON.stringify(model);

test('parseModel() gives back what readContract() has read', () => {
  expect(parseModel(JSON.stringify({ generated: 'by', ...model }), 'a.model.json')).toEqual(model);
});

test.each([
  ['"kind":"u32"', '"kind":"u33"', 'kind: found "u33", expected a kind of type that is known here'],
  ['"kind":"u32"', '"kind":"toString"', 'found "toString"'],
  ['"kind":"u32"', '"kind":"list"', 'of: found nothing'],
  [
    '"kind":"ref","name":"T"',
    '"kind":"ref","name":"X"',
    'found "X", expected the name of a type of the model',
  ],
  ['"kind":"ref","name":"T"', '"kind":"ref","name":"constructor"', 'found "constructor"'],
  ['"kind":"stub","name":"S"', '"kind":"stub","name":"T"', 'found "T", expected the name of an interface'],
  ['"values":["a","b"]', '"values":[]', 'values: found'],
  ['"values":["a","b"]', '"values":[{}]', 'values[0]: found'],
  ['"tag":"k"', '"tag":1', 'tag: found 1'],
  ['"name":"a-b"', '"name":"__proto__"', 'name: found "__proto__"'],
  ['"deadline":"5s"', '"deadline":"soon"', 'deadline: found "soon"'],
  ['"code":"a_b"', '"code":"*/"', 'code: found "*/"'],
  ['"T":{', '"toString":{', 'found the key "toString"'],
  ['"T":{', '"a b":{', 'found the key "a b"'],
  ['"disposable":"async"', '"disposable":"yes"', 'disposable: found "yes"'],
  ['"interfaces":', '"stubs":', 'interfaces: found nothing'],
])('parseModel() refuses a model in which %s is %s', (part, other, fault) => {
  expect(text).toContain(part);
  expect(() => parseModel(text.replace(part, other), 'a.model.json')).toThrow(fault);
});
