import { expect, test } from 'vitest';
import {
  contractOf,
  list,
  method,
  object,
  of,
  ref,
  stream,
  string,
  stub,
} from '../../fixtures/wire/types.ts';
import { witSupport } from './wit-support.ts';

const said = (model: Parameters<typeof witSupport>[0]): string[] =>
  witSupport(model).map(({ member, why }) => `${member}: ${why}`);

test('witSupport() is empty where WIT says it all', () => {
  const session = {
    methods: [method('write', { lines: stream(string) }), method('self', {}, stub('Session'))],
  };
  const methods = [
    method('open', { log: stub('Log') }, stub('Session')),
    method('close', { it: stub('Session') }),
  ];
  const log = { methods: [method('line', { text: string })] };
  expect(said(contractOf('Shell', methods, {}, { Session: session, Log: log }))).toEqual([]);
});

test('witSupport() names each method that needs a type which holds itself, and what to write instead', () => {
  const types = { Json: list(ref('Json')), Entry: object({ fields: ref('Json') }) };
  const session = { methods: [method('log', { entry: ref('Entry') }), method('end')] };
  const methods = [method('open', {}, stub('Session')), method('read', {}, ref('Json'))];
  expect(witSupport(contractOf('Log', methods, types, { Session: session }))).toEqual([
    {
      kind: 'unsupported',
      member: 'read',
      type: 'Json',
      why: 'type Json holds itself',
      instead: 'a list of items that name each other by id',
    },
    expect.objectContaining({ member: 'Session.log', why: 'type Json holds itself' }),
  ]);
});

test("witSupport() refuses what would make a component's import depend on its export", () => {
  const interfaces = {
    Listener: {
      methods: [
        method('event', { ack: stub('Ack') }),
        method('feed', { items: stream(string) }),
        method('end'),
      ],
    },
    Ack: { methods: [method('ok')] },
  };
  const methods = [
    method('listen', { to: stub('Listener') }),
    method('put', { acks: stream(stub('Ack')) }, stub('Ack')),
  ];
  expect(said(contractOf('Bus', methods, {}, interfaces))).toEqual([
    "put: the caller's stream carries objects of Ack, which the provider implements",
    'Listener.event: Listener is implemented by the caller and cannot name Ack, which the provider implements',
    'Listener.feed: Listener is implemented by the caller and cannot take a stream, which the provider would implement',
  ]);
});

test('witSupport() refuses the use of an interface of another contract that does not fit', () => {
  const from = { contract: 'demo:bus@1', version: '1.0.0', specifier: './bus.contract.ts' } as const;
  const interfaces = {
    Listener: { methods: [method('event', { ack: stub('Ack') })], from: { ...from, name: 'Listener' } },
    Ack: { methods: [method('ok')], from: { ...from, name: 'Ack' } },
  };
  const methods = [method('listen', { to: stub('Listener') }), method('ack', {}, stub('Ack')), method('end')];
  expect(said(contractOf('Relay', methods, {}, interfaces))).toEqual([
    'listen: Listener is implemented by the caller and cannot name Ack, which the provider implements',
  ]);
  expect(said(contractOf('Relay', methods.slice(0, 1), {}, interfaces)).length).toBe(1);
});

test('witSupport() leaves the methods of shared interfaces to the contract that declares them', () => {
  const from = {
    contract: 'demo:a@1',
    version: '1.0.0',
    name: 'Tree',
    specifier: './a.contract.ts',
  } as const;
  const tree = { methods: [method('json', {}, ref('Json'))], from };
  const model = contractOf(
    'B',
    [method('tree', {}, stub('Tree'))],
    { Json: list(ref('Json')) },
    { Tree: tree },
  );
  expect(said(model)).toEqual([]);
  expect(said({ ...model, methods: [method('none', {}, of('void'))] })).toEqual([]);
});
