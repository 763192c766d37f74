import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startLeakCheck } from '@mortise/testing';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { engineImage } from './engine/image.ts';
import { InlineBoundary } from './inline-boundary.ts';
import { startThread } from './thread-boundary.ts';
import { createWasmLoader } from './wasm-loader.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('only time is unsupported, and only in the thread of the caller', () => {
  expect(createWasmLoader({ wires: [] }).unsupported).toEqual({});
  const { unsupported } = createWasmLoader({ wires: [], inline: true });
  expect(Object.keys(unsupported)).toEqual(['time']);
  expect(unsupported.time).toContain('take wasm');
});

describe('what runs in an engine before a plugin does is small', () => {
  test('all of it', () => {
    const { length } = readFileSync(new URL('../guest/quickjs.js', import.meta.url));
    expect(readme).toContain('less\nthan 64 kB');
    expect(length).toBeLessThan(64_000);
  });

  test('the shims alone', async () => {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, 'guest/shims/install.ts')],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      target: 'es2022',
      conditions: ['@mortise/source', 'module'],
    });
    expect(readme).toContain('the shims alone have less than 8.5 kB');
    expect(outputFiles[0]?.contents.length).toBeLessThan(8_500);
  });

  test('each shim is in the table of the README', () => {
    const names = [
      ...[
        'AbortController',
        'AbortSignal',
        'Event',
        'EventTarget',
        'TextEncoder',
        'TextDecoder',
        'setTimeout',
      ],
      ...['setInterval', 'setImmediate', 'console', 'crypto', 'structuredClone', 'Math.random'],
    ];
    for (const name of names) expect(readme).toMatch(new RegExp(`^\\| .*\`${name}[\`.]`, 'm'));
  });
});

describe.each([
  ['in a thread', startThread],
  ['inline', InlineBoundary.start],
] as const)('an engine %s', (_, start) => {
  test.each([
    ['hardly any memory', { memory: 1 }],
    ['little memory', { memory: 100_000 }],
    ['hardly any stack', { stack: 1 }],
    ['a small stack', { stack: 16 * 1024 }],
    ['a large stack', { stack: 1e9 }],
    ['hardly any time', { callTimeout: 1 }],
  ])('with %s starts, or cannot and says so; the host lives', async (_, limits) => {
    await engineImage();
    const check = startLeakCheck();
    const boundary = await start(limits).catch((error: unknown) => error as Error);
    if (!(boundary instanceof Error)) {
      await boundary.end();
      await boundary.end();
      expect(await boundary.ended).toEqual({ kind: 'ended' });
    } else expect(boundary).toMatchObject({ code: 'cannot_start', phase: 'load' });
    await check();
  });

  test('says of too small a stack what it needs', async () => {
    await expect(start({ stack: 1_000 })).rejects.toMatchObject({
      code: 'cannot_start',
      message: "Cannot start an engine: its limit 'stack' is 1.00 kB, and it needs 8.00 kB at least",
      hint: expect.stringContaining("'stack'"),
    });
  });

  test('that is given up ends', async () => {
    const check = startLeakCheck();
    const giveUp = new AbortController();
    const starting = start({}, undefined, giveUp.signal);
    giveUp.abort(new Error('no time'));
    await expect(starting).rejects.toMatchObject({ code: 'cannot_start', cause: { message: 'no time' } });
    await check();
  });
});

test.each([false, true])(
  'spares are ready before a plugin is, and end with the loader (inline: %s)',
  async (inline) => {
    await createWasmLoader({ wires: [], inline }).prepare();
    const check = startLeakCheck();
    const loader = createWasmLoader({ wires: [], inline, spares: 2 });
    await loader.prepare({ memory: '64MB' });
    await loader[Symbol.asyncDispose]();
    await check();
  },
);
