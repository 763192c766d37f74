// try
import type {
  ContractWire,
  InterfaceWire,
  MethodWire,
  StubCaller,
  WireKey,
  WireReader,
  WireWriter,
} from '@mortise/core';
import type {
  Counter,
  Failure,
  Integers,
  Json,
  Level,
  Listener,
  Probe,
  Shape,
  Tree,
  Values,
} from './probe.contract.ts';

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

const levelValues = ['low', 'middle', 'high'] as const;
const shapeBoxKindValues = ['box'] as const;
const shapeCircleKindValues = ['circle'] as const;
const shapeKindValues = ['circle', 'box'] as const;

const writeFailure = (w: WireWriter, value: Failure, at: WireKey): void => {
  w.object(value, at);
  w.string(value.message, 'message');
  if (w.has(value.code)) w.string(value.code, 'code');
  if (w.has(value.hint)) w.string(value.hint, 'hint');
  if (w.has(value.data)) writeJson(w, value.data, 'data');
  w.end();
};

const readFailure = (r: WireReader, at: WireKey): Failure => {
  r.object(at);
  const message = r.string('message');
  const code = r.has() ? r.string('code') : undefined;
  const hint = r.has() ? r.string('hint') : undefined;
  const data = r.has() ? readJson(r, 'data') : undefined;
  r.end();
  const value: Draft<Failure> = { message };
  if (code !== undefined) value.code = code;
  if (hint !== undefined) value.hint = hint;
  if (data !== undefined) value.data = data;
  return value;
};

const writeIntegers = (w: WireWriter, value: Integers, at: WireKey): void => {
  w.object(value, at);
  w.integer(value.u8, 'u8', 'u8');
  w.integer(value.u16, 'u16', 'u16');
  w.integer(value.u32, 'u32', 'u32');
  w.integer(value.u64, 'u64', 'u64');
  w.integer(value.s8, 's8', 's8');
  w.integer(value.s16, 's16', 's16');
  w.integer(value.s32, 's32', 's32');
  w.integer(value.s64, 's64', 's64');
  w.end();
};

const readIntegers = (r: WireReader, at: WireKey): Integers => {
  r.object(at);
  const u8 = r.integer('u8', 'u8');
  const u16 = r.integer('u16', 'u16');
  const u32 = r.integer('u32', 'u32');
  const u64 = r.integer('u64', 'u64');
  const s8 = r.integer('s8', 's8');
  const s16 = r.integer('s16', 's16');
  const s32 = r.integer('s32', 's32');
  const s64 = r.integer('s64', 's64');
  r.end();
  return { u8, u16, u32, u64, s8, s16, s32, s64 };
};

const writeJson = (w: WireWriter, value: Json, at: WireKey): void => {
  switch (w.union(value, at)) {
    case 'null':
      return w.null(null, at);
    case 'boolean':
      return w.boolean(value as boolean, at);
    case 'number':
      return w.number(value as number, at);
    case 'string':
      return w.string(value as string, at);
    case 'list':
      return w.list(value as readonly Json[], at, writeJson);
    case 'object':
      return w.record(value as Readonly<Record<string, Json>>, at, writeJson);
    default:
      return w.fail(at, 'null, true or false, a number, a string, a list or an object', value);
  }
};

const readJson = (r: WireReader, at: WireKey): Json => {
  const kind = r.union(at);
  switch (kind) {
    case 'null':
      return r.null(at);
    case 'boolean':
      return r.boolean(at);
    case 'number':
      return r.number(at);
    case 'string':
      return r.string(at);
    case 'list':
      return r.list(at, readJson);
    case 'object':
      return r.record(at, readJson);
    default:
      return r.fail(at, 'null, true or false, a number, a string, a list or an object', kind);
  }
};

const writeLevel = (w: WireWriter, value: Level, at: WireKey): void => w.oneOf(value, at, levelValues);

const readLevel = (r: WireReader, at: WireKey): Level => r.oneOf(at, levelValues);

const writeNumber = (w: WireWriter, value: number, at: WireKey): void => w.number(value, at);

const readNumber = (r: WireReader, at: WireKey): number => r.number(at);

const writeOwnedCountersResultItem = (w: WireWriter, value: Counter, at: WireKey): void =>
  w.stub(value, at, CounterWire, true);

const readOwnedCountersResultItem = (r: WireReader, at: WireKey): Counter => r.stub(at, CounterWire, true);

const writeShape = (w: WireWriter, value: Shape, at: WireKey): void => {
  w.oneOf(value?.kind, at, shapeKindValues);
  switch (value.kind) {
    case 'circle':
      return writeShapeCircle(w, value, at);
    case 'box':
      return writeShapeBox(w, value, at);
  }
};

const readShape = (r: WireReader, at: WireKey): Shape => {
  switch (r.oneOf(at, shapeKindValues)) {
    case 'circle':
      return readShapeCircle(r, at);
    case 'box':
      return readShapeBox(r, at);
  }
};

const writeShapeBox = (
  w: WireWriter,
  value: { kind: 'box'; width: number; height: number },
  at: WireKey,
): void => {
  w.object(value, at);
  w.oneOf(value.kind, 'kind', shapeBoxKindValues);
  w.number(value.width, 'width');
  w.number(value.height, 'height');
  w.end();
};

const readShapeBox = (r: WireReader, at: WireKey): { kind: 'box'; width: number; height: number } => {
  r.object(at);
  const kind = r.oneOf('kind', shapeBoxKindValues);
  const width = r.number('width');
  const height = r.number('height');
  r.end();
  return { kind, width, height };
};

const writeShapeCircle = (w: WireWriter, value: { kind: 'circle'; radius: number }, at: WireKey): void => {
  w.object(value, at);
  w.oneOf(value.kind, 'kind', shapeCircleKindValues);
  w.number(value.radius, 'radius');
  w.end();
};

const readShapeCircle = (r: WireReader, at: WireKey): { kind: 'circle'; radius: number } => {
  r.object(at);
  const kind = r.oneOf('kind', shapeCircleKindValues);
  const radius = r.number('radius');
  r.end();
  return { kind, radius };
};

const writeString = (w: WireWriter, value: string, at: WireKey): void => w.string(value, at);

const readString = (r: WireReader, at: WireKey): string => r.string(at);

const writeTree = (w: WireWriter, value: Tree, at: WireKey): void => {
  w.object(value, at);
  w.string(value.name, 'name');
  w.list(value.children, 'children', writeTree);
  w.end();
};

const readTree = (r: WireReader, at: WireKey): Tree => {
  r.object(at);
  const name = r.string('name');
  const children = r.list('children', readTree);
  r.end();
  return { name, children };
};

const writeValues = (w: WireWriter, value: Values, at: WireKey): void => {
  w.object(value, at);
  w.string(value.text, 'text');
  w.number(value.number, 'number');
  w.boolean(value.flag, 'flag');
  w.null(value.nothing, 'nothing');
  w.bytes(value.bytes, 'bytes');
  w.bigint(value.big, 'big');
  w.date(value.date, 'date');
  writeIntegers(w, value.integers, 'integers');
  w.list(value.list, 'list', writeString);
  w.record(value.record, 'record', writeNumber);
  writeValuesTuple(w, value.tuple, 'tuple');
  if (w.has(value.optional)) w.string(value.optional, 'optional');
  if (w.has(value.maybe)) w.string(value.maybe, 'maybe');
  writeValuesNullable(w, value.nullable, 'nullable');
  w.end();
};

const readValues = (r: WireReader, at: WireKey): Values => {
  r.object(at);
  const text = r.string('text');
  const number = r.number('number');
  const flag = r.boolean('flag');
  const nothing = r.null('nothing');
  const bytes = r.bytes('bytes');
  const big = r.bigint('big');
  const date = r.date('date');
  const integers = readIntegers(r, 'integers');
  const list = r.list('list', readString);
  const record = r.record('record', readNumber);
  const tuple = readValuesTuple(r, 'tuple');
  const optional = r.has() ? r.string('optional') : undefined;
  const maybe = r.has() ? r.string('maybe') : undefined;
  const nullable = readValuesNullable(r, 'nullable');
  r.end();
  const value: Draft<Values> = { text, number, flag, nothing, bytes, big, date, integers, list, record, tuple, maybe, nullable };
  if (optional !== undefined) value.optional = optional;
  return value;
};

const writeValuesNullable = (w: WireWriter, value: string | null, at: WireKey): void => {
  switch (w.union(value, at)) {
    case 'string':
      return w.string(value as string, at);
    case 'null':
      return w.null(null, at);
    default:
      return w.fail(at, 'a string or null', value);
  }
};

const readValuesNullable = (r: WireReader, at: WireKey): string | null => {
  const kind = r.union(at);
  switch (kind) {
    case 'string':
      return r.string(at);
    case 'null':
      return r.null(at);
    default:
      return r.fail(at, 'a string or null', kind);
  }
};

const writeValuesTuple = (w: WireWriter, value: readonly [string, number, boolean], at: WireKey): void => {
  w.tuple(value, at, 3);
  w.string(value[0], 0);
  w.number(value[1], 1);
  w.boolean(value[2], 2);
  w.leave();
};

const readValuesTuple = (r: WireReader, at: WireKey): [string, number, boolean] => {
  r.tuple(at);
  const value: [string, number, boolean] = [r.string(0), r.number(1), r.boolean(2)];
  r.leave();
  return value;
};

const counterMethods = {
  add: {
    name: 'add',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      w.number(args[0] as number, 'by');
    },
    readArgs: (r) => [r.number('by')],
    writeResult: (w, value) => w.number(value as number, 'result'),
    readResult: (r) => r.number('result'),
  },
  watch: {
    name: 'watch',
    result: 'stream',
    params: 0,
    writeArgs: () => {},
    readArgs: () => [],
    writeResult: (w, value) => w.number(value as number, 'item'),
    readResult: (r) => r.number('item'),
  },
} satisfies Record<string, MethodWire>;

class CounterStub implements Counter {
  readonly #caller: StubCaller;

  constructor(caller: StubCaller) {
    this.#caller = caller;
  }

  add(by: number): Promise<number> {
    return this.#caller.call(counterMethods.add, [by]);
  }

  watch(): AsyncIterable<number> {
    return this.#caller.stream(counterMethods.watch, []);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#caller.release();
  }
}

const CounterWire: InterfaceWire<Counter> = {
  name: 'Counter',
  methods: counterMethods,
  stub: (caller) => new CounterStub(caller),
};

const listenerMethods = {
  notify: {
    name: 'notify',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      w.string(args[0] as string, 'text');
    },
    readArgs: (r) => [r.string('text')],
    writeResult: (w, value) => w.string(value as string, 'result'),
    readResult: (r) => r.string('result'),
  },
} satisfies Record<string, MethodWire>;

class ListenerStub implements Listener {
  readonly #caller: StubCaller;

  constructor(caller: StubCaller) {
    this.#caller = caller;
  }

  notify(text: string): Promise<string> {
    return this.#caller.call(listenerMethods.notify, [text]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#caller.release();
  }
}

const ListenerWire: InterfaceWire<Listener> = {
  name: 'Listener',
  methods: listenerMethods,
  stub: (caller) => new ListenerStub(caller),
};

const probeMethods = {
  values: {
    name: 'values',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      writeValues(w, args[0] as Values, 'values');
    },
    readArgs: (r) => [readValues(r, 'values')],
    writeResult: (w, value) => writeValues(w, value as Values, 'result'),
    readResult: (r) => readValues(r, 'result'),
  },
  shape: {
    name: 'shape',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      writeShape(w, args[0] as Shape, 'shape');
    },
    readArgs: (r) => [readShape(r, 'shape')],
    writeResult: (w, value) => writeShape(w, value as Shape, 'result'),
    readResult: (r) => readShape(r, 'result'),
  },
  level: {
    name: 'level',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      writeLevel(w, args[0] as Level, 'level');
    },
    readArgs: (r) => [readLevel(r, 'level')],
    writeResult: (w, value) => writeLevel(w, value as Level, 'result'),
    readResult: (r) => readLevel(r, 'result'),
  },
  tree: {
    name: 'tree',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      writeTree(w, args[0] as Tree, 'tree');
    },
    readArgs: (r) => [readTree(r, 'tree')],
    writeResult: (w, value) => writeTree(w, value as Tree, 'result'),
    readResult: (r) => readTree(r, 'result'),
  },
  json: {
    name: 'json',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      writeJson(w, args[0] as Json, 'json');
    },
    readArgs: (r) => [readJson(r, 'json')],
    writeResult: (w, value) => writeJson(w, value as Json, 'result'),
    readResult: (r) => readJson(r, 'result'),
  },
  bytes: {
    name: 'bytes',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      w.bytes(args[0] as Uint8Array, 'bytes');
    },
    readArgs: (r) => [r.bytes('bytes')],
    writeResult: (w, value) => w.bytes(value as Uint8Array, 'result'),
    readResult: (r) => r.bytes('result'),
  },
  optional: {
    name: 'optional',
    result: 'promise',
    params: 3,
    writeArgs: (w, args) => {
      const first = args[0] as string | undefined;
      if (w.has(first)) w.string(first, 'first');
      const second = args[1] as number | undefined;
      if (w.has(second)) w.number(second, 'second');
      const third = args[2] as Level | undefined;
      if (w.has(third)) writeLevel(w, third, 'third');
    },
    readArgs: (r) => [r.has() ? r.string('first') : undefined, r.has() ? r.number('second') : undefined, r.has() ? readLevel(r, 'third') : undefined],
    writeResult: (w, value) => w.integer(value as number, 'result', 'u32'),
    readResult: (r) => r.integer('result', 'u32'),
  },
  nothing: {
    name: 'nothing',
    result: 'promise',
    params: 0,
    writeArgs: () => {},
    readArgs: () => [],
    writeResult: () => {},
    readResult: () => undefined,
  },
  add: {
    name: 'add',
    result: 'promise',
    params: 2,
    writeArgs: (w, args) => {
      w.number(args[0] as number, 'a');
      w.number(args[1] as number, 'b');
    },
    readArgs: (r) => [r.number('a'), r.number('b')],
    writeResult: (w, value) => w.number(value as number, 'result'),
    readResult: (r) => r.number('result'),
  },
  fail: {
    name: 'fail',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      writeFailure(w, args[0] as Failure, 'failure');
    },
    readArgs: (r) => [readFailure(r, 'failure')],
    writeResult: () => {},
    readResult: () => undefined,
  },
  failAtOnce: {
    name: 'failAtOnce',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      writeFailure(w, args[0] as Failure, 'failure');
    },
    readArgs: (r) => [readFailure(r, 'failure')],
    writeResult: () => {},
    readResult: () => undefined,
  },
  lie: {
    name: 'lie',
    result: 'promise',
    params: 0,
    writeArgs: () => {},
    readArgs: () => [],
    writeResult: (w, value) => w.number(value as number, 'result'),
    readResult: (r) => r.number('result'),
  },
  wait: {
    name: 'wait',
    result: 'promise',
    params: 0,
    cancellable: true,
    writeArgs: () => {},
    readArgs: () => [],
    writeResult: () => {},
    readResult: () => undefined,
  },
  waitsEnded: {
    name: 'waitsEnded',
    result: 'promise',
    params: 0,
    writeArgs: () => {},
    readArgs: () => [],
    writeResult: (w, value) => w.integer(value as number, 'result', 'u32'),
    readResult: (r) => r.integer('result', 'u32'),
  },
  hang: {
    name: 'hang',
    result: 'promise',
    params: 0,
    deadline: 50,
    writeArgs: () => {},
    readArgs: () => [],
    writeResult: () => {},
    readResult: () => undefined,
  },
  count: {
    name: 'count',
    result: 'stream',
    params: 1,
    writeArgs: (w, args) => {
      w.integer(args[0] as number, 'to', 'u32');
    },
    readArgs: (r) => [r.integer('to', 'u32')],
    writeResult: (w, value) => w.integer(value as number, 'item', 'u32'),
    readResult: (r) => r.integer('item', 'u32'),
  },
  countThenFail: {
    name: 'countThenFail',
    result: 'stream',
    params: 2,
    writeArgs: (w, args) => {
      w.integer(args[0] as number, 'to', 'u32');
      writeFailure(w, args[1] as Failure, 'failure');
    },
    readArgs: (r) => [r.integer('to', 'u32'), readFailure(r, 'failure')],
    writeResult: (w, value) => w.integer(value as number, 'item', 'u32'),
    readResult: (r) => r.integer('item', 'u32'),
  },
  endless: {
    name: 'endless',
    result: 'stream',
    params: 0,
    cancellable: true,
    writeArgs: () => {},
    readArgs: () => [],
    writeResult: (w, value) => w.integer(value as number, 'item', 'u32'),
    readResult: (r) => r.integer('item', 'u32'),
  },
  pieces: {
    name: 'pieces',
    result: 'stream',
    params: 2,
    writeArgs: (w, args) => {
      w.integer(args[0] as number, 'count', 'u32');
      w.integer(args[1] as number, 'size', 'u32');
    },
    readArgs: (r) => [r.integer('count', 'u32'), r.integer('size', 'u32')],
    writeResult: (w, value) => w.bytes(value as Uint8Array, 'item'),
    readResult: (r) => r.bytes('item'),
  },
  itemsMade: {
    name: 'itemsMade',
    result: 'promise',
    params: 0,
    writeArgs: () => {},
    readArgs: () => [],
    writeResult: (w, value) => w.integer(value as number, 'result', 'u32'),
    readResult: (r) => r.integer('result', 'u32'),
  },
  sum: {
    name: 'sum',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      w.stream(args[0] as AsyncIterable<number>, 'numbers', writeNumber);
    },
    readArgs: (r) => [r.stream('numbers', readNumber)],
    writeResult: (w, value) => w.number(value as number, 'result'),
    readResult: (r) => r.number('result'),
  },
  take: {
    name: 'take',
    result: 'promise',
    params: 2,
    writeArgs: (w, args) => {
      w.stream(args[0] as AsyncIterable<number>, 'numbers', writeNumber);
      w.integer(args[1] as number, 'count', 'u32');
    },
    readArgs: (r) => [r.stream('numbers', readNumber), r.integer('count', 'u32')],
    writeResult: (w, value) => w.list(value as readonly number[], 'result', writeNumber),
    readResult: (r) => r.list('result', readNumber),
  },
  double: {
    name: 'double',
    result: 'stream',
    params: 1,
    writeArgs: (w, args) => {
      w.stream(args[0] as AsyncIterable<number>, 'numbers', writeNumber);
    },
    readArgs: (r) => [r.stream('numbers', readNumber)],
    writeResult: (w, value) => w.number(value as number, 'item'),
    readResult: (r) => r.number('item'),
  },
  counter: {
    name: 'counter',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      w.number(args[0] as number, 'start');
    },
    readArgs: (r) => [r.number('start')],
    writeResult: (w, value) => w.stub(value as Counter, 'result', CounterWire, true),
    readResult: (r) => r.stub('result', CounterWire, true),
  },
  counters: {
    name: 'counters',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      w.integer(args[0] as number, 'count', 'u32');
    },
    readArgs: (r) => [r.integer('count', 'u32')],
    writeResult: (w, value) => w.list(value as readonly Counter[], 'result', writeOwnedCountersResultItem),
    readResult: (r) => r.list('result', readOwnedCountersResultItem),
  },
  counterStream: {
    name: 'counterStream',
    result: 'stream',
    params: 1,
    writeArgs: (w, args) => {
      w.integer(args[0] as number, 'count', 'u32');
    },
    readArgs: (r) => [r.integer('count', 'u32')],
    writeResult: (w, value) => w.stub(value as Counter, 'item', CounterWire, true),
    readResult: (r) => r.stub('item', CounterWire, true),
  },
  liveCounters: {
    name: 'liveCounters',
    result: 'promise',
    params: 0,
    writeArgs: () => {},
    readArgs: () => [],
    writeResult: (w, value) => w.integer(value as number, 'result', 'u32'),
    readResult: (r) => r.integer('result', 'u32'),
  },
  tell: {
    name: 'tell',
    result: 'promise',
    params: 2,
    writeArgs: (w, args) => {
      w.stub(args[0] as Listener, 'listener', ListenerWire, false);
      w.list(args[1] as readonly string[], 'texts', writeString);
    },
    readArgs: (r) => [r.stub('listener', ListenerWire, false), r.list('texts', readString)],
    writeResult: (w, value) => w.list(value as readonly string[], 'result', writeString),
    readResult: (r) => r.list('result', readString),
  },
  keepBorrowed: {
    name: 'keepBorrowed',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      w.stub(args[0] as Listener, 'listener', ListenerWire, false);
    },
    readArgs: (r) => [r.stub('listener', ListenerWire, false)],
    writeResult: () => {},
    readResult: () => undefined,
  },
  keep: {
    name: 'keep',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      w.stub(args[0] as Listener, 'listener', ListenerWire, true);
    },
    readArgs: (r) => [r.stub('listener', ListenerWire, true)],
    writeResult: () => {},
    readResult: () => undefined,
  },
  tellKept: {
    name: 'tellKept',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      w.string(args[0] as string, 'text');
    },
    readArgs: (r) => [r.string('text')],
    writeResult: (w, value) => w.string(value as string, 'result'),
    readResult: (r) => r.string('result'),
  },
  dropKept: {
    name: 'dropKept',
    result: 'promise',
    params: 0,
    writeArgs: () => {},
    readArgs: () => [],
    writeResult: () => {},
    readResult: () => undefined,
  },
  same: {
    name: 'same',
    result: 'promise',
    params: 1,
    writeArgs: (w, args) => {
      w.stub(args[0] as Counter, 'counter', CounterWire, false);
    },
    readArgs: (r) => [r.stub('counter', CounterWire, false)],
    writeResult: (w, value) => w.stub(value as Counter, 'result', CounterWire, true),
    readResult: (r) => r.stub('result', CounterWire, true),
  },
} satisfies Record<string, MethodWire>;

class ProbeStub implements Probe {
  readonly #caller: StubCaller;

  constructor(caller: StubCaller) {
    this.#caller = caller;
  }

  values(values: Values): Promise<Values> {
    return this.#caller.call(probeMethods.values, [values]);
  }

  shape(shape: Shape): Promise<Shape> {
    return this.#caller.call(probeMethods.shape, [shape]);
  }

  level(level: Level): Promise<Level> {
    return this.#caller.call(probeMethods.level, [level]);
  }

  tree(tree: Tree): Promise<Tree> {
    return this.#caller.call(probeMethods.tree, [tree]);
  }

  json(json: Json): Promise<Json> {
    return this.#caller.call(probeMethods.json, [json]);
  }

  bytes(bytes: Uint8Array): Promise<Uint8Array> {
    return this.#caller.call(probeMethods.bytes, [bytes]);
  }

  optional(first?: string, second?: number, third?: Level): Promise<number> {
    return this.#caller.call(probeMethods.optional, [first, second, third]);
  }

  nothing(): Promise<void> {
    return this.#caller.call(probeMethods.nothing, []);
  }

  add(a: number, b: number): Promise<number> {
    return this.#caller.call(probeMethods.add, [a, b]);
  }

  fail(failure: Failure): Promise<void> {
    return this.#caller.call(probeMethods.fail, [failure]);
  }

  failAtOnce(failure: Failure): Promise<void> {
    return this.#caller.call(probeMethods.failAtOnce, [failure]);
  }

  lie(): Promise<number> {
    return this.#caller.call(probeMethods.lie, []);
  }

  wait(signal?: AbortSignal): Promise<void> {
    return this.#caller.call(probeMethods.wait, [], signal);
  }

  waitsEnded(): Promise<number> {
    return this.#caller.call(probeMethods.waitsEnded, []);
  }

  hang(): Promise<void> {
    return this.#caller.call(probeMethods.hang, []);
  }

  count(to: number): AsyncIterable<number> {
    return this.#caller.stream(probeMethods.count, [to]);
  }

  countThenFail(to: number, failure: Failure): AsyncIterable<number> {
    return this.#caller.stream(probeMethods.countThenFail, [to, failure]);
  }

  endless(signal?: AbortSignal): AsyncIterable<number> {
    return this.#caller.stream(probeMethods.endless, [], signal);
  }

  pieces(count: number, size: number): AsyncIterable<Uint8Array> {
    return this.#caller.stream(probeMethods.pieces, [count, size]);
  }

  itemsMade(): Promise<number> {
    return this.#caller.call(probeMethods.itemsMade, []);
  }

  sum(numbers: AsyncIterable<number>): Promise<number> {
    return this.#caller.call(probeMethods.sum, [numbers]);
  }

  take(numbers: AsyncIterable<number>, count: number): Promise<number[]> {
    return this.#caller.call(probeMethods.take, [numbers, count]);
  }

  double(numbers: AsyncIterable<number>): AsyncIterable<number> {
    return this.#caller.stream(probeMethods.double, [numbers]);
  }

  counter(start: number): Promise<Counter> {
    return this.#caller.call(probeMethods.counter, [start]);
  }

  counters(count: number): Promise<Counter[]> {
    return this.#caller.call(probeMethods.counters, [count]);
  }

  counterStream(count: number): AsyncIterable<Counter> {
    return this.#caller.stream(probeMethods.counterStream, [count]);
  }

  liveCounters(): Promise<number> {
    return this.#caller.call(probeMethods.liveCounters, []);
  }

  tell(listener: Listener, texts: readonly string[]): Promise<string[]> {
    return this.#caller.call(probeMethods.tell, [listener, texts]);
  }

  keepBorrowed(listener: Listener): Promise<void> {
    return this.#caller.call(probeMethods.keepBorrowed, [listener]);
  }

  keep(listener: Listener): Promise<void> {
    return this.#caller.call(probeMethods.keep, [listener]);
  }

  tellKept(text: string): Promise<string> {
    return this.#caller.call(probeMethods.tellKept, [text]);
  }

  dropKept(): Promise<void> {
    return this.#caller.call(probeMethods.dropKept, []);
  }

  same(counter: Counter): Promise<Counter> {
    return this.#caller.call(probeMethods.same, [counter]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#caller.release();
  }
}

/** How calls of mortise:probe@1 cross a boundary. */
export const ProbeWire: ContractWire<Probe> = {
  id: 'mortise:probe@1',
  version: '1.0.0',
  name: 'Probe',
  methods: probeMethods,
  stub: (caller) => new ProbeStub(caller),
};
