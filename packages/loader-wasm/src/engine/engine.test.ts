import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { defaultLimits, op, protocolVersion } from '@mortise/rpc';
import { startLeakCheck } from '@mortise/testing';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inEngine, type Running, runModule, task } from '../../fixtures/in-engine.ts';
import { Engine, type EngineEnd } from './engine.ts';
import { engineImage } from './image.ts';

let check: () => Promise<void>;
const running: Running[] = [];
/** An engine that the test need not end. */
const run = async (...of: Parameters<typeof runModule>): Promise<Running> => {
  const one = await runModule(...of);
  running.push(one);
  return one;
};
/** As its host begins. */
const greeting = [
  [op.hello, protocolVersion, JSON.stringify({ exports: {}, limits: defaultLimits })],
  [op.call, 1, 1, 'activate'],
];
beforeAll(async () => {
  await engineImage();
});
beforeEach(() => {
  check = startLeakCheck();
});
afterEach(async () => {
  for (const { engine } of running.splice(0)) engine.end();
  await check();
});

describe('an engine that takes too much memory ends with what it took', () => {
  test.each([
    ['objects', 'const all = []; for (;;) all.push({ a: all.length });'],
    ['many texts', "const all = []; for (let i = 0; ; i += 1) all.push('x'.repeat(1000) + i);"],
    ['typed arrays', 'const all = []; for (;;) all.push(new Uint8Array(1e6).fill(1));'],
    ['array buffers that are never written', 'const all = []; for (;;) all.push(new ArrayBuffer(1e6));'],
    ['closures', 'let f = () => 0; for (;;) { const g = f; f = () => g; }'],
    ['promises', 'const all = []; for (;;) all.push(Promise.resolve(all.length));'],
    ['microtasks', 'for (;;) queueMicrotask(() => {});'],
    ['async functions that keep what they throw', 'const all = []; for (;;) (async () => all.push([]))();'],
    ['symbols', 'const all = []; for (;;) all.push(Symbol("x" + all.length));'],
    ['map entries', 'const map = new Map(); for (;;) map.set(map.size, {});'],
  ])('%s', async (_, source) => {
    const { ended, engine } = await run(source, { memory: 8e6 });
    const end = await ended;
    expect(end).toEqual({ kind: 'memory', measured: expect.any(Number) });
    expect((end as { measured: number }).measured).toBeGreaterThan(8e6);
    expect((end as { measured: number }).measured).toBeLessThan(16e6);
    engine.receive('[]');
  });

  test('also where it catches that it failed', async () => {
    const { ended } = await run(
      'const all = []; try { for (;;) all.push(new Uint8Array(1e5).fill(1)); } catch {} await new Promise(() => {});',
      { memory: 8e6 },
    );
    expect(await ended).toMatchObject({ kind: 'memory' });
  });
});

describe('an engine that was refused memory ends with what it had', () => {
  const hog = 'const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1));';
  test.each([
    ['in a module', hog],
    ['in a timer', `setTimeout(() => { ${hog} }, 1);`],
    ['in a microtask', `queueMicrotask(() => { ${hog} });`],
    ['in a promise', `(async () => { ${hog} })();`],
  ])('%s, and says nothing', async (_, source) => {
    const { ended, messages, engine } = await run(source, { memory: 64e6 });
    for (const row of greeting) engine.receive(JSON.stringify([row.length, ...row]));
    const end = await ended;
    expect(end).toEqual({ kind: 'memory', measured: expect.any(Number), wantedMore: true });
    expect((end as { measured: number }).measured).toBeGreaterThan(50e6);
    expect(messages.join()).not.toContain('out of memory');
  });

  test('not where it catches that', async () => {
    const { printed, engine } = await run(`try { ${hog} } catch (error) { console.log(error.message); }`, {
      memory: 64e6,
    });
    expect(await printed(1)).toEqual(['out of memory']);
    expect(engine.memory).toBeGreaterThan(50e6);
  });

  test('not where it had little, and wanted more than anybody may have', async () => {
    const { ended } = await run('setTimeout(() => { new Uint8Array(2e9); }, 1);', { memory: 64e6 });
    expect(await ended).toMatchObject({ kind: 'crash' });
  });
});

test.each([
  ['one huge array', 'new Array(5e7).fill(0)'],
  ['one huge typed array', 'new Uint8Array(2 ** 31)'],
  ['one huge text', "'x'.repeat(2 ** 29)"],
  ['a huge length', 'Array.from({ length: 4e9 })'],
])('%s is refused: it throws, or ends the engine', async (_, expression) => {
  const told = await inEngine(`return typeof (${expression});`, { memory: 8e6, turn: 20_000 });
  expect(JSON.stringify(told)).toMatch(/threw|memory/);
});

describe('recursion', () => {
  test.each([
    ['of functions', 'const f = () => f() + 1; f();'],
    ['of getters', 'const o = { get a() { return this.a; } }; o.a;'],
    ['of proxies', 'let p = {}; for (let i = 0; i < 1e5; i += 1) p = new Proxy(p, {}); p.x;'],
    ['in JSON.stringify', 'let o = {}; for (let i = 0; i < 1e5; i += 1) o = { o }; JSON.stringify(o);'],
    ['in JSON.parse', "JSON.parse('['.repeat(1e5));"],
    ['in toString', 'const a = []; let b = a; for (let i = 0; i < 1e5; i += 1) b = [b]; String(b);'],
    ['in a regular expression', "/^(a|b|(c))*$/.test('a'.repeat(1e6));"],
    ['in replace', "const f = () => 'x'.replace(/x/, f); f();"],
    ['in sort', 'const f = () => [2, 1].sort(f)[0]; f();'],
    ['in eval', "const f = () => (0, eval)('f()'); globalThis.f = f; f();"],
    ['of source', "eval('('.repeat(1e5));"],
    ['of constructors', 'class A { constructor() { this.a = new A(); } } new A();'],
    ['of iterators', 'const o = { [Symbol.iterator]() { return [...o]; } }; [...o];'],
    ['of structuredClone', 'let o = {}; for (let i = 0; i < 1e5; i += 1) o = { o }; structuredClone(o);'],
  ])('%s is bounded, and the engine lives on or ends', async (_, body) => {
    for (const stack of [64 * 1024, 256 * 1024, 512 * 1024]) {
      const told = await inEngine(`try { ${body} } catch (error) { return error.name; } return 'fine';`, {
        memory: 256e6,
        stack,
      });
      expect(told).toMatchObject(
        expect.toSatisfy(
          (it: { result?: string; kind?: string }) =>
            it.result !== undefined || it.kind === 'crash' || it.kind === 'memory',
        ),
      );
    }
  });
});

describe('an engine ends', () => {
  test.each([
    ['by a rejection that nobody handles', "Promise.reject(new Error('no disk'));", 'uncaught: no disk'],
    ['by a rejection with a text', "Promise.reject('no disk');", 'uncaught: no disk'],
    ['by a rejection with nothing', 'Promise.reject();', 'uncaught: it threw undefined'],
    ['by a rejection with an empty text', "Promise.reject('');", 'uncaught: it threw an empty text'],
    ['by a rejection with a symbol', "Promise.reject(Symbol('s'));", 'uncaught: it threw a symbol'],
    ['by a rejection with a function', 'Promise.reject(() => {});', 'uncaught: it threw a function'],
    ['by a timer that throws nothing', 'setTimeout(() => { throw null; }, 1);', 'uncaught: it threw null'],
    [
      'by a microtask that throws nothing',
      'queueMicrotask(() => { throw null; });',
      'uncaught: it threw null',
    ],
    ['by what a timer throws', "setTimeout(() => { throw new Error('no disk'); }, 1);", 'uncaught: no disk'],
    [
      'by what a microtask throws',
      "queueMicrotask(() => { throw new Error('no disk'); });",
      'uncaught: no disk',
    ],
    [
      'by what a listener throws',
      "const c = new AbortController(); c.signal.onabort = () => { throw new Error('no disk'); }; c.abort();",
      'uncaught: no disk',
    ],
    [
      'without running the code of what was thrown',
      "Promise.reject({ get message() { console.log('ran'); return 'x'; } });",
      'uncaught: it threw an object without a message',
    ],
    [
      'without asking a proxy that was thrown',
      "Promise.reject(new Proxy({}, { getOwnPropertyDescriptor() { console.log('ran'); } }));",
      'uncaught: it threw an object that cannot be read, such as a proxy',
    ],
  ])('%s', async (_, source, how) => {
    const { ended, lines } = await run(source);
    expect(await ended).toMatchObject({ kind: 'crash', how });
    expect(lines).toEqual([]);
  });

  test('with name, code and stack of what was thrown, and without running its code for them', async () => {
    const { ended, lines } = await run(`
      class DiskError extends Error { code = 'E_DISK'; }
      Object.defineProperty(DiskError.prototype, 'name', { value: 'DiskError' });
      Object.defineProperty(Error.prototype, 'stack', { get() { console.log('ran'); } });
      setTimeout(function write() { throw new DiskError('no disk'); }, 1);
    `);
    expect(await ended).toMatchObject({
      thrown: {
        message: 'no disk',
        name: 'DiskError',
        code: 'E_DISK',
        stack: expect.stringMatching(/^DiskError: no disk\n(.*\n)* +at write \(plugin\.js:5:/),
      },
    });
    expect(lines).toEqual([]);
  });

  test('with as much of a text as anybody reads', async () => {
    const { ended } = await run(
      "Promise.reject(Object.assign(new Error('x'.repeat(1e6)), { name: 'y'.repeat(1e6) }));",
    );
    expect(JSON.stringify(await ended).length).toBeLessThan(40_000);
  });

  test('not by a rejection that is handled in the same turn', async () => {
    const { printed } = await run(
      "const p = Promise.reject(new Error('no disk')); queueMicrotask(() => p.catch(() => console.log('handled')));",
    );
    expect(await printed(1)).toEqual(['handled']);
  });

  test.each([
    ['a loop', 'for (;;);'],
    ['a loop that catches', 'for (;;) try { for (;;); } catch {} finally { }'],
    ['microtasks without end', 'const again = () => queueMicrotask(again); again();'],
    ['promises without end', 'const again = () => Promise.resolve().then(again); again();'],
    ['a timer that loops', 'setTimeout(() => { for (;;); }, 1);'],
    ['a generator without end', 'function* all() { for (;;) yield 1; } for (const one of all());'],
    ['loops in the executors of promises', 'for (;;) new Promise(() => { for (;;); }).catch(() => {});'],
    ['loops in async functions', 'const loop = async () => { for (;;); }; for (;;) loop().catch(() => {});'],
  ])('by its turn: %s', async (_, source) => {
    const { ended } = await run(source, { turn: 50 });
    expect(await ended).toEqual({ kind: 'turn', measured: expect.any(Number) });
  });

  test('once, and takes nothing more', async () => {
    const { engine, ended, lines } = await run(
      "setTimeout(() => { setTimeout(() => console.log('late'), 1); throw new Error('boom'); }, 1);",
    );
    await ended;
    engine.end();
    engine.receive('[]');
    engine.run(task, 'console.log(1)', 'again.js');
    // Timers of one length fire in the order in which they were started: the engine's would have fired before.
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(lines).toEqual([]);
  });
});

test('an engine that has ended holds no memory, however long it is referenced', async ({ signal }) => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const big = 'globalThis.kept = new Uint8Array(30e6).fill(1); console.log(1);';
  const engines = [await run(big), await run(big)];
  const { external } = process.memoryUsage();
  for (const { engine } of engines) expect(engine.memory).toBeGreaterThan(25e6);
  for (const { engine } of engines) engine.end();
  // What is collected is freed a little later; where it is not, the test's time ends.
  const freed = () => external - process.memoryUsage().external;
  while (freed() < 50e6 && !signal.aborted) {
    collect();
    await new Promise(setImmediate);
  }
  expect(engines.map(({ engine }) => engine.memory)).toEqual([0, 0]);
});

test('timers are bounded, and end with the engine', async () => {
  const { printed, engine } = await run(`
    let count = 0;
    try { for (;;) { setTimeout(() => {}, 2 ** 31 - 1); count += 1; } } catch (error) { console.log(count, String(error)); }
  `);
  expect(await printed(1)).toEqual(['10000 Error: There are 10000 timers already']);
  engine.end();
});

test('engines begin alike, and their randomness differs', async () => {
  const body =
    'return [Math.random(), Math.random(), crypto.randomUUID(), [...crypto.getRandomValues(new Uint8Array(8))]];';
  const [one, two] = (await Promise.all([inEngine(body), inEngine(body)])) as { result: unknown[] }[];
  for (const [index, value] of one?.result.entries() ?? []) expect(two?.result[index]).not.toEqual(value);
});

/** Globals of JavaScript that not every Node has yet, and one of QuickJS. */
const newer = [
  'AsyncDisposableStack',
  'DisposableStack',
  'Float16Array',
  'InternalError',
  'Iterator',
  'SuppressedError',
];

describe('nothing of the host is seen', () => {
  test('no more globals than JavaScript has, and the shims', async () => {
    const { result } = (await inEngine('return Object.getOwnPropertyNames(globalThis).sort();')) as {
      result: string[];
    };
    const known = new Set(Object.getOwnPropertyNames(globalThis));
    // What this Node does not have yet, or has under other conditions.
    expect(newer.filter((name) => !known.has(name))).toEqual(
      expect.arrayContaining(result.filter((name) => !known.has(name))),
    );
    for (const name of ['process', 'require', 'Deno', 'fetch', 'WebAssembly', 'navigator', 'global'])
      expect(result, name).not.toContain(name);
  });

  test.each([
    ['std', "return await import('std');"],
    ['os', "return await import('os');"],
    ['qjs:os', "return await import('qjs:os');"],
    ['node:fs', "return await import('node:fs');"],
    ['a file', "return await import('/etc/hostname');"],
    ['data', "return await import('data:text/javascript,export default 1');"],
  ])('no module %s', async (_, body) => {
    expect(await inEngine(body)).toMatchObject({ threw: expect.anything() });
  });

  test('no paths in stacks, names of files and import.meta', async () => {
    const { result } = (await inEngine(`
      const seen = [new Error('x').stack, import.meta.url, String(Object.keys(import.meta))];
      const odd = [() => setTimeout(() => {}, { valueOf() { throw new Error('own'); } }), () => crypto.getRandomValues({}),
        () => new TextDecoder('x'), () => structuredClone(() => {}),
        () => JSON.parse('{'), () => (null).x, () => new Uint8Array(-1), () => AbortSignal.any(5), () => new AbortSignal(),
        () => crypto.getRandomValues(new Uint8Array(70000)), () => queueMicrotask(5), () => performance.mark('x')];
      for (const one of odd) try { one(); } catch (error) { seen.push(String(error) + (error?.stack ?? '')); }
      return seen.join('\\n');
    `)) as { result: string };
    expect(result).toContain('plugin.js');
    expect(result).not.toMatch(/node_modules|packages|file:|\/home|\/work|\/tmp|\.ts\b|node:/);
  });

  test('what the host says of a fault of its own has no stack of the host', async () => {
    // What a call to the host is given may be anything, where the plugin has patched what our side relies on.
    const { result } = (await inEngine(
      `
      const seen = [];
      Array.prototype[Symbol.iterator] = new Proxy(Array.prototype[Symbol.iterator], {
        apply(target, self, args) { return Reflect.apply(target, self, args); },
      });
      let most;
      try { const all = []; for (;;) all.push(new Uint8Array(1e5)); } catch (error) { most = error; }
      try { crypto.getRandomValues(new Uint8Array(60000)); } catch (error) { seen.push(String(error?.stack)); }
      seen.push(String(most?.stack));
      return seen.join('\\n');
    `,
      { memory: 4e6 },
    ).catch(String)) as { result?: string };
    expect(String(result)).not.toMatch(/node_modules|packages|file:|node:/);
  });

  test('no time zone, language and environment', async () => {
    expect(
      await inEngine(`
        return [new Date(2026, 0, 1).getTimezoneOffset(), new Date(0).toString(), typeof Intl, (1234.5).toLocaleString(),
          new Date(0).toLocaleString()];
      `),
    ).toEqual({
      result: [
        0,
        'Thu Jan 01 1970 00:00:00 GMT+0000',
        'undefined',
        '1234.5',
        expect.stringContaining('1970'),
      ],
    });
  });

  test('no way to the functions of the host, nor to what it calls', async () => {
    const told = await inEngine(`
      const found = [];
      for (const name of Object.getOwnPropertyNames(globalThis)) if (/mortise|host|entry/i.test(name)) found.push(name);
      return found;
    `);
    expect(told).toEqual({ result: [] });
  });
});

test('what is printed is text, whatever it is', async () => {
  const { printed } = await run(`
    const cycle = {}; cycle.cycle = cycle;
    console.log('a', 1, null, undefined, true, 5n, Symbol('s'), { a: [1] }, cycle, { big: 5n });
    console.log({ toString() { throw 1; }, toJSON() { throw 1; } });
    console.error(new TypeError('wrong'));
    const trap = () => { throw new Error('trap'); };
    const traps = { get: trap, getPrototypeOf: trap, ownKeys: trap };
    console.log(new Proxy({}, traps), new Proxy(() => {}, traps), Object.create(null), 'and more');
    console.log(Object.assign(() => {}, { toString: trap }), Object.defineProperty(new Error(), 'message', { get: trap }));
  `);
  const lines = await printed(5);
  expect(lines[0]).toBe('a 1 null undefined true 5 Symbol(s) {"a":[1]} [object Object] [object Object]');
  expect(lines[1]).toBe('[object Object]');
  expect(lines[2]).toMatch(/^TypeError: wrong\n/);
  const unreadable = 'a value that cannot be read';
  expect(lines.slice(3)).toEqual([`${unreadable} ${unreadable} {} and more`, `${unreadable} ${unreadable}`]);
});

test('what is printed is formatted, indented, counted and timed', async () => {
  const { printed } = await run(`
    console.log('%s has %d, %i, %f of %j and %o%%%c', 'Ada', '4.5', '4.5', '4.5kg', { a: 1 }, [2], 'color: red', 'more');
    console.log('%s %s', 'one');
    console.log('100%');
    console.log('%d', {}, Symbol('s'));
    console.log('%d %d %d %d', true, null, 9007199254740993n, '7'); console.table([]);
    console.group('group', 1);
    console.groupCollapsed();
    console.log('two\\nlines');
    console.groupEnd();
    console.warn('indented');
    console.groupEnd();
    console.groupEnd();
    console.assert(true, 'never');
    console.assert(false);
    console.assert(0, '%s is wrong', 'it');
    console.count(); console.count(); console.countReset(); console.count(); console.count('own');
    console.table([{ a: 1 }, 2]); console.table('no table');
    console.dir({ a: { b: 1 } }, { depth: 0 });
    console.timeEnd('never begun');
    console.time('t'); console.timeLog('t', 'so far'); console.timeEnd('t'); console.timeEnd('t');
    console.clear();
    console.log('end');
  `);
  const lines = await printed(22);
  expect(lines.slice(0, 19)).toEqual([
    'Ada has 4.5, 4, 4.5 of {"a":1} and [2]% more',
    'one %s',
    '100%',
    'NaN Symbol(s)',
    '1 0 9007199254740993n 7',
    '[]',
    'group 1',
    '    two\n    lines',
    '  indented',
    'Assertion failed',
    'Assertion failed: it is wrong',
    'default: 1',
    'default: 2',
    'default: 1',
    'own: 1',
    '0: {"a":1}',
    '1: 2',
    'no table',
    '{"a":{"b":1}}',
  ]);
  expect(lines.slice(19)).toEqual([
    expect.stringMatching(/^t: \d+\.\d{3}ms so far$/),
    expect.stringMatching(/^t: \d+\.\d{3}ms$/),
    'end',
  ]);
});

test("the shims and the plugin's side take no more than they may", () => {
  const guest = readFileSync(new URL('../../guest/quickjs.js', import.meta.url));
  expect(guest.byteLength).toBeLessThan(64_000);
});

test('what its host sends while it runs waits until it rests', async () => {
  let engine: Engine | undefined;
  const lines: string[] = [];
  const ended = new Promise<EngineEnd>((resolve) => {
    const onPrint = (line: string): void => {
      lines.push(line);
      // What cannot be read ends an engine where it is taken.
      if (line === 'begin') engine?.receive('no message');
    };
    const events = { onMessage: () => {}, onPrint, onEnd: resolve };
    void engineImage().then(async (image) => {
      engine = await Engine.start(image, { memory: 64e6 }, events);
      engine.run(task, "console.log('begin'); console.log('end');", 'plugin.js');
    });
  });
  expect(await ended).toMatchObject({ kind: 'crash', how: expect.stringContaining('uncaught') });
  expect(lines).toEqual(['begin', 'end']);
});

test('what its host sends is unread until it is taken, and who asks is told then', async () => {
  const { engine, ended } = await run('for (const until = Date.now() + 12; Date.now() < until;);');
  const told: string[] = [];
  engine.receive(['[]', new Uint8Array(98)]);
  engine.whenRead(() => told.push('read'));
  // What cannot be read ends an engine.
  engine.receive('no message');
  engine.whenRead(() => told.push('never'));
  expect(engine.unread).toBe(110);
  expect(told).toEqual([]);
  await ended;
  expect(told).toEqual(['read']);
  expect(engine.unread).toBe(0);
});

test.each([
  ['randomness', 'crypto.getRandomValues(new Uint8Array(65_536))'],
  ['little of it', 'for (let i = 0; i < 1e3; i += 1) crypto.randomUUID()'],
  ['numbers', 'for (let i = 0; i < 1e3; i += 1) Math.random()'],
  ['timers', 'for (let i = 0; i < 1e3; i += 1) clearTimeout(setTimeout(() => {}, 1e6))'],
  [
    'timers that are refused',
    'for (let i = 0; i < 1e3; i += 1) try { setTimeout(() => {}, refused) } catch {}',
  ],
  ['what is printed', 'for (let i = 0; i < 20; i += 1) console.log(i)'],
  [
    'rejections that are handled',
    'for (let i = 0; i < 1e3; i += 1) Promise.reject(new Error()).catch(() => {})',
  ],
])('of what a plugin has from its host, nothing is left in its memory: %s', async (_, statement) => {
  const { lines, printed, engine } = await run(
    `const refused = { valueOf() { throw new Error('own'); } };
     for (let n = 0; n < 50; n += 1) {
       ${statement};
       await new Promise((resolve) => setTimeout(resolve, 1));
     }
     console.log('done');`,
  );
  while (lines.at(-1) !== 'done') await printed(lines.length + 1);
  expect(engine.memory).toBeLessThan(1e6);
});

test.each([
  [0, 4e6],
  [0, 8e6],
  [4e6, 8e6],
  [5.5e6, 8e6],
  [45e6, 64e6],
])('objects that only hold each other end nobody who holds %d of %d bytes', async (used, memory) => {
  const { printed, ended } = await run(
    `globalThis.kept = Array.from({ length: ${used / 1_000} }, () => new Uint8Array(900).fill(1));
     for (let n = 0; n < 200; n += 1) {
       for (let i = 0; i < ${memory / 20_000}; i += 1) { const one = { list: [1, 2, 3] }; one.other = { one }; }
       await new Promise((resolve) => setTimeout(resolve, 1));
     }
     console.log('done');`,
    { memory },
  );
  expect(await Promise.race([ended, printed(1)])).toEqual(['done']);
});

describe('what is run again, from its bytecode,', () => {
  const thrice = async <T>(look: (one: Running) => T, source: string): Promise<Awaited<T>[]> => {
    const seen: Awaited<T>[] = [];
    for (let count = 0; count < 3; count += 1) seen.push(await look(await run(source)));
    return seen;
  };

  test('has the same values, lines in stacks and texts of functions', async () => {
    const [one, ...others] = await thrice(
      ({ printed }) => printed(1),
      'console.log(await Promise.resolve(2), `${() => 3}`,\n new Error("own").stack); export default 1;',
    );
    expect(one?.[0]).toMatch(/^2 \(\) => 3 +at .*plugin\.js:2:\d+/);
    expect(others).toEqual([one, one]);
  });

  test('fails in the same way where it cannot be compiled', async () => {
    const [one, ...others] = await thrice(async ({ engine, messages }) => {
      for (const row of greeting) engine.receive(JSON.stringify([row.length, ...row]));
      await new Promise<void>((resolve) => engine.whenRead(resolve));
      return messages;
    }, 'const a = ;');
    expect(one?.join()).toContain('import_failed');
    expect(others).toEqual([one, one]);
  });
});
