import { expect, test } from 'vitest';
import {
  contract,
  fields,
  interfaceOf,
  list,
  literal,
  method,
  nothing,
  number,
  object,
  oneOf,
  option,
  record,
  ref,
  stream,
  stub,
  text,
  tuple,
  union,
  variant,
  variantCase,
} from '../../fixtures/growth/models.ts';
import type { ContractModel, InterfaceModel, MethodModel, TypeModel } from '../contract/model.ts';
import { compareContracts } from './compare-contracts.ts';

/** What became of a contract, a line a change. */
const growth = (before: ContractModel, after: ContractModel): string[] =>
  compareContracts(before, after).changes.map(({ demands, member, what }) => `${demands}: ${member} ${what}`);

const methods = (before: MethodModel[], after: MethodModel[]) => growth(contract(before), contract(after));

/** What comes of another type as a parameter, and as a result. */
const types = (before: TypeModel, after: TypeModel) => {
  const lines = (make: (type: TypeModel) => MethodModel) => methods([make(before)], [make(after)]);
  return {
    passed: lines((type) => method('buy', { order: type })),
    given: lines((type) => method('buy', {}, type)),
  };
};

/** The same changes, whichever way the type goes. */
const bothWays = (before: TypeModel, after: TypeModel): string[] => {
  const { passed, given } = types(before, after);
  const asPassed = given.map((line) => line.replace('Shop.buy()', 'Shop.buy(order)'));
  expect(asPassed).toEqual(passed);
  return passed;
};

test('compareContracts() finds nothing in a contract that is the same', () => {
  const model = contract(
    [method('buy', { order: ref('Order') }, stub('Bill'))],
    { Order: object({ id: text }) },
    {
      Bill: interfaceOf([method('pay')]),
    },
  );
  expect(compareContracts(model, structuredClone(model))).toEqual({ changes: [] });
});

test('compareContracts() passes over the order of methods, cases, union members and codes', () => {
  const throws = [{ code: 'a_b' }, { code: 'c_d' }];
  const made = (flip: <T>(all: T[]) => T[]) =>
    contract([
      ...flip([
        method('buy', { kind: oneOf(...flip(['a', 'b'])) }, nothing, { throws: flip(throws) }),
        method('sell', { amount: union(...flip([text, number])) }),
      ]),
    ]);
  expect(
    growth(
      made((all) => all),
      made((all) => [...all].reverse()),
    ),
  ).toEqual([]);
});

test('a method that was added is minor, one that was removed is major', () => {
  expect(methods([method('buy')], [method('buy'), method('sell')])).toEqual(['minor: Shop.sell was added']);
  expect(methods([method('buy'), method('sell')], [method('buy')])).toEqual(['major: Shop.sell was removed']);
});

test.each<[string, object, object, string[]]>([
  ['optional parameter added', { a: text }, { a: text, 'b?': text }, ['minor: Shop.buy(b) was added']],
  [
    'required parameter added',
    { a: text },
    { a: text, b: text },
    ['major: Shop.buy(b) was added and is required'],
  ],
  ['parameter removed', { a: text, 'b?': text }, { a: text }, ['major: Shop.buy(b) was removed']],
  ['parameter renamed', { a: text }, { b: text }, ["patch: Shop.buy(b) was called 'a'"]],
  ['optional made required', { 'a?': text }, { a: text }, ['major: Shop.buy(a) became required']],
  ['required made optional', { a: text }, { 'a?': text }, ['major: Shop.buy(a) became optional']],
  ['other type', { a: text }, { a: number }, ['major: Shop.buy(a) is number and was string']],
  [
    'parameters changed places',
    { a: text, b: text },
    { b: text, a: text },
    ['major: Shop.buy(a) stands in another place', 'major: Shop.buy(b) stands in another place'],
  ],
  [
    'parameter put between',
    { a: text, 'c?': text },
    { a: text, 'b?': text, 'c?': text },
    ['major: Shop.buy(c) stands in another place', 'minor: Shop.buy(b) was added'],
  ],
])('parameters: %s', (_, before, after, expected) => {
  expect(methods([method('buy', before as never)], [method('buy', after as never)])).toEqual(expected);
});

test.each<[string, Partial<MethodModel>, Partial<MethodModel>, string]>([
  ['described otherwise', { doc: 'Buys.' }, { doc: 'Buys it.' }, 'patch: Shop.buy has another description'],
  ['made cancellable', {}, { cancellable: true }, 'minor: Shop.buy takes an AbortSignal'],
  ['no more cancellable', { cancellable: true }, {}, 'major: Shop.buy takes no AbortSignal any more'],
  ['made idempotent', {}, { idempotent: true }, 'minor: Shop.buy is idempotent'],
  ['no more idempotent', { idempotent: true }, {}, 'major: Shop.buy is not idempotent any more'],
  ['deadline added', {}, { deadline: '5s' }, 'minor: Shop.buy has a deadline of 5s and had no deadline'],
  [
    'deadline changed',
    { deadline: '5s' },
    { deadline: '1s' },
    'minor: Shop.buy has a deadline of 1s and had a deadline of 5s',
  ],
  ['code added', {}, { throws: [{ code: 'sold_out' }] }, 'minor: Shop.buy @throws sold_out was added'],
  ['code removed', { throws: [{ code: 'sold_out' }] }, {}, 'patch: Shop.buy @throws sold_out was removed'],
  [
    'code described otherwise',
    { throws: [{ code: 'sold_out' }] },
    { throws: [{ code: 'sold_out', doc: 'all gone' }] },
    'patch: Shop.buy @throws sold_out has another description',
  ],
  [
    'promise made a stream',
    {},
    { result: { kind: 'stream', type: nothing } },
    'major: Shop.buy() is a stream and was a promise',
  ],
  [
    'stream made a promise',
    { result: { kind: 'stream', type: text } },
    { result: { kind: 'promise', type: text } },
    'major: Shop.buy() is a promise and was a stream',
  ],
  [
    'result described otherwise',
    { result: { kind: 'promise', type: text } },
    { result: { kind: 'promise', type: text, doc: 'the bill' } },
    'patch: Shop.buy() has another description',
  ],
  [
    'other result',
    { result: { kind: 'promise', type: text } },
    { result: { kind: 'promise', type: nothing } },
    'major: Shop.buy() is void and was string',
  ],
])('methods: %s', (_, before, after, expected) => {
  expect(methods([method('buy', {}, nothing, before)], [method('buy', {}, nothing, after)])).toEqual([
    expected,
  ]);
});

const base = { id: text, 'note?': text };

test.each<[string, TypeModel, TypeModel, string[]]>([
  [
    'optional field added',
    object(base),
    object({ ...base, 'x?': text }),
    ['minor: Shop.buy(order).x was added'],
  ],
  [
    'field added that may be undefined',
    object(base),
    object({ ...base, x: option(text) }),
    ['minor: Shop.buy(order).x was added'],
  ],
  [
    'required field added',
    object(base),
    object({ ...base, x: text }),
    ['major: Shop.buy(order).x was added and is required'],
  ],
  ['field removed', object(base), object({ id: text }), ['major: Shop.buy(order).note was removed']],
  [
    'field renamed',
    object({ a: text }),
    object({ b: text }),
    ['major: Shop.buy(order).a was removed', 'major: Shop.buy(order).b was added and is required'],
  ],
  [
    'optional made required',
    object(base),
    object({ id: text, note: text }),
    ['major: Shop.buy(order).note became required'],
  ],
  [
    'required made optional',
    object(base),
    object({ 'id?': text, 'note?': text }),
    ['major: Shop.buy(order).id became optional'],
  ],
  [
    'optional made undefined',
    object({ 'note?': text }),
    object({ note: option(text) }),
    ['patch: Shop.buy(order).note may no longer be left out'],
  ],
  [
    'undefined made optional',
    object({ note: option(text) }),
    object({ 'note?': text }),
    ['patch: Shop.buy(order).note may be left out'],
  ],
  [
    'field order changed',
    object({ a: text, b: text }),
    object({ b: text, a: text }),
    ['major: Shop.buy(order).a travels in another place'],
  ],
  [
    'field put between',
    object({ a: text, b: text }),
    object({ a: text, 'x?': text, b: text }),
    ['major: Shop.buy(order).b travels in another place', 'minor: Shop.buy(order).x was added'],
  ],
  [
    'field with an odd name',
    object({ 'a-b': text }),
    object({ 'a-b': number }),
    ['major: Shop.buy(order)["a-b"] is number and was string'],
  ],
  ['other type', text, list(text), ['major: Shop.buy(order) is string[] and was string']],
  [
    'item made optional',
    list(text),
    list(option(text)),
    ['major: Shop.buy(order)[] is string | undefined and was string'],
  ],
  ['integer widened', { kind: 'u8' }, { kind: 'u16' }, ['major: Shop.buy(order) is u16 and was u8']],
  [
    'list item',
    list(object(base)),
    list(object({ id: text })),
    ['major: Shop.buy(order)[].note was removed'],
  ],
  ['record value', record(text), record(number), ['major: Shop.buy(order)[] is number and was string']],
  ['stream item', stream(text), stream(number), ['major: Shop.buy(order)[] is number and was string']],
  [
    'tuple value',
    tuple(text, text),
    tuple(text, number),
    ['major: Shop.buy(order)[1] is number and was string'],
  ],
  [
    'tuple grown',
    tuple(text),
    tuple(text, option(text)),
    ['major: Shop.buy(order) is [string, string | undefined] and was [string]'],
  ],
  ['case removed', oneOf('a', 'b'), oneOf('a'), ['major: Shop.buy(order) "b" was removed']],
  [
    'union member removed',
    union(text, number, record(text)),
    union(text, number),
    ['major: Shop.buy(order) (object) was removed'],
  ],
  [
    'union member changed',
    union(text, list(text)),
    union(text, list(number)),
    ['major: Shop.buy(order)[] is number and was string'],
  ],
  [
    'tag changed',
    variant('kind', variantCase(object({ kind: literal('a') }), 'a')),
    variant('type', variantCase(object({ type: literal('a') }), 'a')),
    ["major: Shop.buy(order) is told apart by 'type' and was by 'kind'"],
  ],
  [
    'variant case removed',
    variant(
      'kind',
      variantCase(object({ kind: literal('a') }), 'a'),
      variantCase(object({ kind: literal('b') }), 'b'),
    ),
    variant('kind', variantCase(object({ kind: literal('a') }), 'a')),
    ['major: Shop.buy(order) "b" was removed'],
  ],
  [
    'inside a case',
    variant('kind', variantCase(object({ kind: literal('a') }), 'a')),
    variant('kind', variantCase(object({ kind: literal('a'), 'x?': text }), 'a')),
    ['minor: Shop.buy(order) "a".x was added'],
  ],
])('types, whichever way they go: %s', (_, before, after, expected) => {
  expect(bothWays(before, after)).toEqual(expected);
});

test.each<[string, TypeModel, TypeModel, string]>([
  ['enum', oneOf('a'), oneOf('a', 'b'), '"b"'],
  ['literal made an enum', literal('a'), oneOf('a', 'b'), '"b"'],
  ['number enum', oneOf(1), oneOf(1, 2), '2'],
  ['union', union(text, number), union(text, number, { kind: 'null' }), '(null)'],
  [
    'variant',
    variant('kind', variantCase(object({ kind: literal('a') }), 'a')),
    variant(
      'kind',
      variantCase(object({ kind: literal('a') }), 'a'),
      variantCase(object({ kind: literal('b') }), 'b'),
    ),
    '"b"',
  ],
])('a case that was added is minor in an argument, major in a result: %s', (_, before, after, name) => {
  expect(types(before, after)).toEqual({
    passed: [`minor: Shop.buy(order) ${name} was added`],
    given: [`major: Shop.buy() ${name} was added, and is sent to those who do not know it`],
  });
});

const event = { old: ref('Kind'), types: { Kind: oneOf('a') }, grown: { Kind: oneOf('a', 'b') } };
const sent = 'major: Kind "b" was added, and is sent to those who do not know it';

test.each<[string, MethodModel[], Record<string, InterfaceModel>, string]>([
  [
    'an argument of a stub that is returned',
    [method('open', {}, stub('Box'))],
    {
      Box: interfaceOf([method('put', { kind: event.old })]),
    },
    'minor: Kind "b" was added',
  ],
  [
    'a result of a stub that is returned',
    [method('open', {}, stub('Box'))],
    {
      Box: interfaceOf([method('get', {}, event.old)]),
    },
    sent,
  ],
  [
    'an argument of a stub that is passed',
    [method('watch', { box: stub('Box') })],
    {
      Box: interfaceOf([method('put', { kind: event.old })]),
    },
    sent,
  ],
  [
    'a reply of a stub that is passed',
    [method('watch', { box: stub('Box') })],
    {
      Box: interfaceOf([method('get', {}, event.old)]),
    },
    sent,
  ],
  [
    'an argument of a stub that a passed stub gets',
    [method('watch', { box: stub('Box') })],
    {
      Box: interfaceOf([method('put', { lid: stub('Lid') })]),
      Lid: interfaceOf([method('open', { kind: event.old })]),
    },
    'minor: Kind "b" was added',
  ],
  [
    'an argument of a stub that a passed stub gives',
    [method('watch', { box: stub('Box') })],
    {
      Box: interfaceOf([method('get', {}, stub('Lid'))]),
      Lid: interfaceOf([method('open', { kind: event.old })]),
    },
    sent,
  ],
  [
    'items of a stream that is passed',
    [method('send', { kinds: stream(event.old) })],
    {},
    'minor: Kind "b" was added',
  ],
  [
    'an argument and a result',
    [method('a', { kind: event.old }), method('b', {}, list(event.old))],
    {},
    sent,
  ],
])('a case that was added, in %s', (_, all, interfaces, expected) => {
  expect(growth(contract(all, event.types, interfaces), contract(all, event.grown, interfaces))).toEqual([
    expected,
  ]);
});

test('a case that only a new method gives is minor where all known ones take it', () => {
  const take = method('take', { kind: event.old });
  const before = contract([take], event.types);
  const after = contract([take, method('give', {}, event.old)], event.grown);
  expect(growth(before, after)).toEqual(['minor: Kind "b" was added', 'minor: Shop.give was added']);
});

test('compareContracts() tells of a shared type once, by its name', () => {
  const all = ['a', 'b', 'c'].map((name) => method(name, { order: ref('Order') }, ref('Order')));
  const before = contract(all, { Order: object({ id: text, env: text }) });
  const after = contract(all, { Order: object({ id: text, 'note?': text }) });
  expect(growth(before, after)).toEqual(['major: Order.env was removed', 'minor: Order.note was added']);
});

test('compareContracts() takes a type that only has another name for the same', () => {
  const using = (name: string, of: TypeModel) =>
    contract([method('buy', { order: ref(name) }), method('sell', {}, list(ref(name)))], { [name]: of });
  expect(growth(using('Order', object(base)), using('Purchase', object(base)))).toEqual([
    "patch: Purchase was called 'Order'",
  ]);
  expect(growth(using('Order', object(base)), using('Purchase', object({ id: text })))).toEqual([
    'major: Purchase.note was removed',
    "patch: Purchase was called 'Order'",
  ]);
});

test('compareContracts() tells of a type that another known one replaced where it did', () => {
  const before = contract(
    [method('buy', { order: ref('A') }), method('keep', { a: ref('A'), b: ref('B') })],
    {
      A: object({ id: text, rest: ref('Rest') }),
      B: object({ id: text, rest: ref('Rest'), 'note?': text }),
      Rest: object({ a: text }),
    },
  );
  const after = {
    ...before,
    methods: [method('buy', { order: ref('B') }), before.methods[1] as MethodModel],
  };
  expect(growth(before, after)).toEqual(["minor: Shop.buy(order) is B and was A: 'B.note' was added"]);
  expect(growth(after, before)).toEqual(["major: Shop.buy(order) is A and was B: 'A.note' was removed"]);
  const same = { ...before.types, B: before.types.A as never };
  expect(growth({ ...before, types: same }, { ...after, types: same })).toEqual([
    'patch: Shop.buy(order) is B and was A',
  ]);
});

test('compareContracts() looks through names: a type may get one, or lose it', () => {
  const named = contract([method('buy', { order: ref('Order') })], {
    Order: ref('Inner'),
    Inner: object(base),
  });
  const plain = contract([method('buy', { order: object({ ...base, 'x?': text }) })]);
  expect(growth(named, plain)).toEqual([
    'minor: Shop.buy(order).x was added',
    'patch: Shop.buy(order) is { id, note?, x? } and was Order',
  ]);
  expect(growth(plain, named)).toEqual([
    'major: Shop.buy(order).x was removed',
    'patch: Shop.buy(order) is Order and was { id, note?, x? }',
  ]);
});

test('compareContracts() follows types that refer to themselves and to each other', () => {
  const tree = (rest: Record<string, TypeModel>) =>
    contract([method('plant', { tree: ref('Tree') }, ref('Leaf'))], {
      Tree: object({ 'left?': ref('Tree'), kids: list(ref('Leaf')) }),
      Leaf: object({ 'of?': ref('Tree'), 'own?': ref('Leaf'), ...rest }),
    });
  expect(growth(tree({}), tree({}))).toEqual([]);
  expect(growth(tree({}), tree({ 'size?': number }))).toEqual(['minor: Leaf.size was added']);
  const renamed = JSON.parse(JSON.stringify(tree({})).replaceAll('Tree', 'Bush').replaceAll('Leaf', 'Blade'));
  expect(growth(tree({}), renamed)).toEqual([
    "patch: Blade was called 'Leaf'",
    "patch: Bush was called 'Tree'",
  ]);
});

test('compareContracts() ends where a type that refers to itself is written out on one side', () => {
  const nested = (depth: number): TypeModel => (depth === 0 ? ref('Nest') : list(nested(depth - 1)));
  const nest = (depth: number) => contract([method('build', { nest: ref('Nest') })], { Nest: nested(depth) });
  expect(growth(nest(2), nest(2))).toEqual([]);
  expect(compareContracts(nest(2), nest(1)).demands).toBe('patch');
  expect(compareContracts(nest(2), nest(3)).demands).toBe('patch');
  const before = contract([method('build', { nest: ref('Nest') })], {
    Nest: object({ 'in?': ref('Nest'), x: text }),
  });
  const inner = object({ 'in?': object({ 'in?': ref('Nest'), x: number }), x: text });
  expect(growth(before, contract(before.methods, { Nest: inner }))).toEqual([
    'major: Nest.in.x is number and was string',
    'patch: Nest.in is { in?, x } and was Nest',
  ]);
});

test('compareContracts() compares each pair of types once, however many ways lead there', () => {
  // 2^60 ways lead to the last type.
  const layer = (index: number) => object({ a: ref(`T${index + 1}`), b: list(ref(`T${index + 1}`)) });
  const layers = (last: TypeModel) =>
    Object.fromEntries([
      ...Array.from({ length: 60 }, (_, index) => [`T${index}`, layer(index)] as const),
      ['T60', last],
    ]);
  const all = [method('walk', { from: ref('T0') }, ref('T0'))];
  expect(growth(contract(all, layers(text)), contract(all, layers(number)))).toEqual([
    'major: T60 is number and was string',
  ]);
});

test('compareContracts() compares deep types without a call for each of their names', () => {
  const count = 20_000;
  const chain = (last: TypeModel) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `T${index}`,
        index + 1 < count ? object({ next: ref(`T${index + 1}`) }) : last,
      ]),
    );
  const all = [method('walk', { from: ref('T0') })];
  expect(growth(contract(all, chain(text)), contract(all, chain(number)))).toEqual([
    `major: T${count - 1} is number and was string`,
  ]);
});

test('compareContracts() compares the interfaces that are reached, also those that reach themselves', () => {
  const all = [method('open', {}, stub('Box')), method('close', { box: stub('Box') })];
  const box = (...more: MethodModel[]) => ({ Box: interfaceOf([method('inner', {}, stub('Box')), ...more]) });
  expect(growth(contract(all, {}, box()), contract(all, {}, box(method('lock'))))).toEqual([
    'minor: Box.lock was added',
  ]);
  expect(growth(contract(all, {}, box(method('lock'))), contract(all, {}, box()))).toEqual([
    'major: Box.lock was removed',
  ]);
});

test('a contract that passes itself on is compared as both, and told of once', () => {
  const self = (...kinds: string[]) => {
    const all = [method('buy', { kind: oneOf(...kinds) }), method('link', { shop: stub('Shop') })];
    return contract(all, {}, { Shop: interfaceOf(all) });
  };
  expect(growth(self('a'), self('a', 'b'))).toEqual([
    'major: Shop.buy(kind) "b" was added, and is sent to those who do not know it',
  ]);
});

test.each([
  [false, true, 'major: Shop.close(box) is handed over and was borrowed'],
  [true, false, 'major: Shop.close(box) is borrowed and was handed over'],
])('an object that is passed keeps its owner: %s, then %s', (before, after, expected) => {
  const close = (isOwned: boolean) =>
    contract([method('close', { box: stub('Box', isOwned) })], {}, { Box: interfaceOf([method('lock')]) });
  expect(growth(close(before), close(after))).toEqual([expected]);
});

test('an interface may begin to say how it ends, and must not stop', () => {
  const all = [method('open', {}, stub('Box'))];
  const box = (rest: Partial<InterfaceModel>) =>
    contract(all, {}, { Box: interfaceOf([method('lock')], rest) });
  expect(growth(box({}), box({ disposable: 'async' }))).toEqual(['minor: Box ends with Symbol.asyncDispose']);
  const gone = 'major: Box does not end with Symbol.asyncDispose any more';
  expect(growth(box({ disposable: 'async' }), box({}))).toEqual([gone]);
  expect(growth(box({ disposable: 'async' }), box({ disposable: 'sync' }))).toEqual([gone]);
});

test('descriptions, the name of the contract and where a type is from are patches', () => {
  const from = { contract: 'demo:base@1', version: '1.0.0', name: 'Order', specifier: 'base' } as const;
  const all = [method('buy', { order: ref('Order') })];
  const before = contract(all, {}, {}, { types: { Order: { type: object(base) } } });
  const after = {
    ...before,
    name: 'Store',
    doc: 'Sells.',
    types: { Order: { doc: 'What is bought.', from, type: { kind: 'object', fields: described(base) } } },
  } as ContractModel;
  expect(growth(before, after)).toEqual([
    'patch: Order has another description',
    "patch: Order is 'Order' of demo:base@1.0.0 and was the contract's own",
    'patch: Order.id has another description',
    'patch: Store has another description',
    "patch: Store was called 'Shop'",
  ]);
});

const described = (types: Record<string, TypeModel>) =>
  fields(types).map((field) => (field.name === 'id' ? { ...field, doc: 'Its number.' } : field));

test('compareContracts() says what is missing in a model that a hand has broken', () => {
  const broken = contract([method('buy', { order: ref('constructor') })]);
  const whole = contract(broken.methods as MethodModel[], { constructor: text });
  expect(growth(broken, whole)).toEqual(["major: constructor refers to 'constructor', which is missing"]);
});

test('compareContracts() says what all changes demand together', () => {
  const before = contract([method('buy', { a: text })]);
  expect(compareContracts(before, contract([method('buy', { b: text }), method('sell')])).demands).toBe(
    'minor',
  );
});

test('an optional field that gives objects away is major: an older reader never ends them', () => {
  const before = object({ id: text });
  const after = object({
    id: text,
    'bills?': list(stub('Bill')),
    'deep?': object({ 'bill?': stub('Bill') }),
  });
  const bill = { Bill: interfaceOf([method('pay')]) };
  const grown = (make: (type: TypeModel) => MethodModel) =>
    growth(contract([make(before)], {}, bill), contract([make(after)], {}, bill));

  expect(grown((type) => method('buy', {}, type))).toEqual([
    'major: Shop.buy().bills was added, and holds objects that an older reader never ends',
    'major: Shop.buy().deep was added, and holds objects that an older reader never ends',
  ]);
  // What is lent ends with the call.
  expect(grown((type) => method('buy', { order: type }))).toEqual([
    'minor: Shop.buy(order).bills was added',
    'minor: Shop.buy(order).deep was added',
  ]);
});

test('an optional parameter that hands an object over is major, one that lends it minor', () => {
  const bill = { Bill: interfaceOf([method('pay')]) };
  const taking = (owned: boolean) =>
    contract([method('buy', { 'bill?': { kind: 'stub', name: 'Bill', owned } as TypeModel })], {}, bill);

  expect(growth(contract([method('buy')], {}, bill), taking(true))).toEqual([
    'major: Shop.buy(bill) was added, and holds objects that an older reader never ends',
  ]);
  expect(growth(contract([method('buy')], {}, bill), taking(false))).toEqual([
    'minor: Shop.buy(bill) was added',
  ]);
});
