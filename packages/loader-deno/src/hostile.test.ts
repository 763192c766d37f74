// What plugins may try in a process of their own; what all loaders have in common is in the hostile corpus.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { startLeakCheck } from '@mortise/testing';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rejection, Scope, type TestPlugin } from '../fixtures/scope.ts';

const folder = mkdtempSync(join(tmpdir(), 'mortise-secret-'));
const secret = join(folder, 'secret.txt');
writeFileSync(secret, 'secret');

let scope: Scope;
let check: () => Promise<void>;
const start = (plugin: TestPlugin) => {
  scope = new Scope(plugin);
  return scope.probe();
};

beforeEach(() => {
  check = startLeakCheck();
});
afterEach(async () => {
  await scope.end().catch(() => {});
  await check();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what it prints of a full heap is believed only where V8 has ended it', async () => {
  const json = `console.error('a child: JavaScript heap out of memory'); Deno.exit(7);`;
  expect(await rejection((await start({ json })).json(null))).toMatchObject({
    code: 'plugin_crashed',
    message: expect.stringContaining('exit code 7'),
  });
});

test('a start may take longer than a timer of JavaScript can wait', async () => {
  scope = new Scope({ limits: { startTimeout: '36000m' } });
  expect(await (await scope.probe()).json(1)).toBe(1);
});

test.runIf(process.platform === 'linux')('its own name does not hide what it takes', async () => {
  const json = `process.title = 'RssAnon: 0 kB'; const kept = [];
    for (let count = 0; count < 300; count += 1) {
      kept.push(new Uint8Array(1e6).fill(1));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return kept.length;`;
  const error = await rejection((await start({ json, limits: { memory: '64MB' } })).json(null));
  expect(error).toMatchObject({ code: 'limit_exceeded', cause: { limit: 'memory' } });
});

test('a bundle larger than what may be unsent is nothing that the plugin has not read', async () => {
  const before = `const large = '${'x'.repeat(2_000_000)}';`;
  const connection = { limits: { unsent: 100_000 } };
  scope = new Scope({ before, json: 'return large.length;', options: { connection } });
  expect(await (await scope.probe()).json(null)).toBe(2_000_000);
});

describe('what is not granted', () => {
  /** Tells how an attempt ended, by the name of its error. */
  const attempt = (code: string) => `try { return { got: String(await (async () => { ${code} })()) }; }
    catch ({ name }) { return { refused: name }; }`;

  test.each([
    ['reading a file', `return Deno.readTextFileSync(${JSON.stringify(secret)});`],
    [
      'reading a file through Node',
      `return (await import('node:fs')).readFileSync(${JSON.stringify(secret)}, 'utf8');`,
    ],
    ['reading the files of the process', `return Deno.readTextFileSync('/proc/self/environ');`],
    [
      'importing a file as text',
      `return (await import(${JSON.stringify(`file://${secret}`)}, { with: { type: 'text' } })).default;`,
    ],
    ['writing a file', `return Deno.writeTextFileSync(${JSON.stringify(join(folder, 'new'))}, '');`],
    ['reading the environment through Node', `return (await import('node:process')).env.DENO_DIR.length;`],
    ['connecting', `return (await Deno.connect({ hostname: '127.0.0.1', port: 1 })).close();`],
    ['listening', 'return Deno.listen({ port: 0 }).close();'],
    ['fetching', `return (await fetch('http://127.0.0.1:1')).status;`],
    ['importing from the network', `return import('https://jsr.io/@std/assert/1.0.0/mod.ts');`],
    ['importing from npm', `return import('npm:left-pad');`],
    ['starting a program', `return new Deno.Command('/bin/true').outputSync().code;`],
    ['sending a signal', `return Deno.kill(1, 'SIGTERM');`],
    ['asking for the name of the host', 'return Deno.hostname();'],
    ['storing', `localStorage.setItem('a', 'b'); return localStorage.getItem('a');`],
    ['storing in a cache', `return caches.open('a');`],
  ])('%s', async (_, code) => {
    const probe = await start({ json: attempt(code) });
    expect(await probe.json(null)).toEqual({ refused: expect.any(String) });
  });

  test.each([
    ['text', secret],
    ['json', secret],
  ])('a static import of a file as %s', async (type, file) => {
    const before = `import found from ${JSON.stringify(`file://${file}`)} with { type: '${type}' };`;
    const error = await rejection(start({ before, json: 'return found;' }));
    expect(error).toMatchObject({ code: 'import_failed', pluginId: 'demo.probe', phase: 'load' });
    expect(error.message).not.toContain('secret"');
  });

  test.each([
    ['Deno', `Deno.readTextFileSync('/etc/passwd');`, 'read'],
    ['Node', `(await import('node:fs')).readFileSync('/etc/passwd');`, 'read'],
    ['a network', `await Deno.connect({ port: 1 });`, 'net'],
    ['a program', `new Deno.Command('/bin/true').outputSync();`, 'run'],
  ])('what %s refuses is told with the flag and where that goes', async (_, json, flag) => {
    const error = await rejection((await start({ json })).json(null));
    const hint = expect.stringContaining(`add '--allow-${flag}' to its 'unsafeFlags'`);
    expect(error).toMatchObject({ message: expect.stringContaining(`--allow-${flag}`), hint });
  });

  test('also where nothing catches it, and where the module is imported', async () => {
    const probe = await start({ json: `setTimeout(() => Deno.hostname()); return new Promise(() => {});` });
    expect(await rejection(probe.json(null))).toMatchObject({
      cause: { hint: expect.stringContaining('--allow-sys') },
    });
    await scope.end();
    const before = `Deno.readTextFileSync('/etc/passwd');`;
    expect(await rejection(start({ before }))).toMatchObject({
      code: 'import_failed',
      message: expect.stringContaining(`'unsafeFlags'`),
    });
  });

  test('unsafeFlags give what they name, and nothing else does', async () => {
    const json = `return Deno.readTextFileSync(${JSON.stringify(secret)});`;
    const probe = await start({ json, options: { unsafeFlags: [`--allow-read=${folder}`] } });
    expect(await probe.json(null)).toBe('secret');
  });
});

describe('ends', () => {
  test('Deno.exit() is told with its code and what was printed last', async () => {
    const probe = await start({
      json: `console.error('bye'); console.error('bye \\u001b[31mnow'); Deno.exit(7);`,
    });
    expect(await rejection(probe.json(null))).toMatchObject({
      code: 'plugin_crashed',
      phase: 'call',
      message: expect.stringMatching(/its process has ended with exit code 7; it said last: bye .*now$/),
      cause: {
        message: expect.stringMatching(/^bye .*now$/),
        stack: expect.stringMatching(/^bye\nbye .*now$/),
      },
    });
    expect(scope.lines.join()).not.toContain('\u001b');
  });

  test('an error that nobody catches is told by its message, not by its stack', async () => {
    const probe = await start({
      json: `setTimeout(() => { throw new TypeError('too late'); }, 1); return new Promise(() => {});`,
    });
    const { message, cause } = await rejection(probe.json(null));
    expect(message).toMatch(/exit code 1; it said last: Uncaught TypeError: too late$/);
    expect(cause).toMatchObject({ message: 'Uncaught TypeError: too late' });
    expect(cause?.stack).toMatch(/^error: Uncaught TypeError: too late\n\s+at /);
    // Whoever catches it gets the stack as the cause; whoever runs the host has it in the output.
    expect(inspect(cause)).not.toContain('deno-boundary');
    expect(scope.lines.join('\n')).toContain('too late');
  });

  test('flags that Deno does not take are named, and nothing is printed for nobody', async () => {
    const error = await rejection(start({ options: { unsafeFlags: ['--nonsense'] } }));
    expect(error).toMatchObject({
      code: 'cannot_start',
      message: expect.stringContaining("unexpected argument '--nonsense'"),
      hint: expect.stringContaining("'unsafeFlags' first: --nonsense"),
    });
    expect(scope.lines).toEqual([]);
  });

  test('a signal is told by its name, and the next call starts another process', async () => {
    const probe = await start({ json: 'return input === null ? Deno.pid : new Promise(() => {});' });
    const pid = (await probe.json(null)) as number;
    const waiting = rejection(probe.json(1));
    process.kill(pid, 'SIGKILL');
    expect((await waiting).message).toMatch(/by signal SIGKILL$/);
    expect(await probe.json(null)).not.toBe(pid);
  });

  test.each([
    ['Deno', 'Deno.stdin.close();'],
    ['the file system', `(await import('node:fs')).closeSync(1);`],
  ])('closing the channel by %s ends the plugin', async (_, close) => {
    const probe = await start({ json: `${close} return new Promise(() => {});` });
    const waiting = rejection(probe.json(null));
    // What is said there next is what does not get through.
    await probe.nothing().catch(() => {});
    expect((await waiting).code).toBe('plugin_crashed');
  });

  test('garbage on standard output breaks the protocol, and nothing is left behind the scope', async () => {
    const garbage = `(await import('node:fs')).writeSync(1, 'no frame at all'); return new Promise(() => {});`;
    const probe = await start({ json: `if (input === 'pid') return Deno.pid; ${garbage}` });
    const pid = (await probe.json('pid')) as number;
    expect((await rejection(probe.json(null))).code).toBe('protocol_violation');
    await scope.end();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  test('a plugin that hears no signal, and loops, ends all the same', async () => {
    const json = `Deno.addSignalListener('SIGTERM', () => {}); while (input === 'loop'); return Deno.pid;`;
    const probe = await start({ json, options: { connection: { deadline: 2_000 }, grace: 100 } });
    const pid = (await probe.json(null)) as number;
    expect((await rejection(probe.json('loop'))).code).toBe('deadline_exceeded');
    await scope.end().catch(() => {});
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});

/** A thread has a heap of its own, and is in the same process. */
const memoryOfThread = `
  const text = 'const all = []; for (;;) all.push(new Uint8Array(1e6).fill(1));';
  new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })), { type: 'module' });
  return new Promise(() => {});`;

const memoryOfModule = 'new Uint8Array(new WebAssembly.Memory({ initial: 16_000 }).buffer).fill(1);';

describe('limits', () => {
  const limits = { memory: '64MB' };

  test.each([
    ['objects', 'const all = []; for (;;) all.push(Array.from({ length: 1e3 }, (_, i) => ({ i })));'],
    ['one huge array', 'return new Array(5e7).fill(0).length;'],
    ['typed arrays', 'const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1));'],
    ['texts', `let a = 'x'; const all = []; for (;;) all.push((a + all.length).repeat(1e6).split(''));`],
    ['memory of WebAssembly', `${memoryOfModule} return new Promise(() => {});`],
    ['memory of a thread', memoryOfThread],
  ])('%s beyond the limit end the plugin, and name limit and measure', async (_, json) => {
    const probe = await start({ json, limits });
    expect(await rejection(probe.json(null))).toMatchObject({
      code: 'limit_exceeded',
      pluginId: 'demo.probe',
      phase: 'call',
      message: expect.stringMatching(
        /it took [\d.]+ MB of memory( and wanted more)?, and may take 64.00 MB$/,
      ),
    });
  });

  test('rubbish beside what lives in half of the limit is no excess', async () => {
    const json = `const live = Array.from({ length: 2e5 }, (_, i) => ({ i }));
      for (let n = 0; n < 2e7; n += 1) live[n % live.length] = { n };
      return live.length;`;
    expect(await (await start({ json, limits })).json(null)).toBe(200_000);
  });

  test('a plugin that takes little starts in little', async () => {
    expect(await (await start({ limits: { memory: '4MB' } })).json('here')).toBe('here');
  });

  test.each(['10kB', '200kB', '500MB'])(
    'recursion under a stack of %s is an error in the plugin',
    async (stack) => {
      const json = `const deeper = () => deeper() + 1; try { deeper(); } catch ({ name }) { return name; }`;
      expect(await (await start({ json, limits: { stack } })).json(null)).toBe('RangeError');
    },
  );

  test('what a plugin does not read is refused, and does not wait without bound', async () => {
    const probe = await start({
      json: 'for (;;);',
      options: { connection: { deadline: 300, limits: { unsent: 1024 * 1024 } }, grace: 100 },
    });
    const calls = Array.from({ length: 64 }, () => rejection(probe.json('x'.repeat(100_000))));
    const [last] = (await Promise.all(calls)).slice(-1);
    expect(last?.code).toBe('overloaded');
  });

  test('what is printed without end is passed on in short, and calls are answered', async () => {
    const probe = await start({
      json: `if (input) return input; const line = 'x'.repeat(1e5);
        for (let n = 0; n < 500; n += 1) console.error(line); return null;`,
    });
    await probe.json(null);
    expect(await probe.json('here')).toBe('here');
    expect(scope.lines.join('').length).toBeLessThan(1e6);
  });
});

test('what is meant for standard output is printed, and harms nobody', async () => {
  const probe = await start({
    json: `console.log('one'); console.group('two'); console.log('in'); console.groupEnd(); console.table([3]);
      console.count('four'); console.count('four'); console.time('t'); console.timeEnd('t'); console.clear();
      Deno.stdout.writeSync(new TextEncoder().encode('five\\n')); process.stdout.write('six\\n');
      (await import('node:process')).stdout.write('seven\\n'); return null;`,
  });
  await probe.json(null);
  await probe.nothing();
  await scope.end();
  const said = ['one', 'two', '  in', '│     0 │      3 │', 'four: 1', 'four: 2', 'five', 'six', 'seven'];
  expect(scope.lines).toEqual(expect.arrayContaining(said));
  expect(scope.lines.join('\n')).toMatch(/^t: [\d.]+ms$/m);
});
