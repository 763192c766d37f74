import { isMortiseError } from '@mortise/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Json } from './log.contract.ts';
import { createLog, type LogOptions } from './log.ts';

const user = { id: 'demo.greeter', version: '1.2.3' };
const open = async (options: LogOptions = {}) => {
  const lines: string[] = [];
  const log = await createLog({ now: () => 0, write: (line) => lines.push(line), ...options })(user);
  return { log, lines };
};

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('createLog()', () => {
  it('createLog() writes time, level and plugin before what the plugin wrote', async () => {
    const { log, lines } = await open();
    await log.warn('Slow', { ms: 12, app: { id: 'a' } });
    expect(lines).toEqual(['1970-01-01T00:00:00.000Z WARN demo.greeter: Slow {"ms":12,"app":{"id":"a"}}\n']);
  });

  it('createLog() writes one JSON object a line when asked, where no field can take the place of ours', async () => {
    const { log, lines } = await open({ format: 'json' });
    await log.error('Broken\n\u001b[2J\u009b\u202e', { plugin: 'other.plugin', level: 'info' });
    expect(lines[0]?.endsWith('}\n')).toBe(true);
    expect(lines[0]?.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      level: 'error',
      plugin: 'demo.greeter',
      version: '1.2.3',
      message: 'Broken\n\u001b[2J\u009b\u202e',
      fields: { plugin: 'other.plugin', level: 'info' },
    });
  });

  it('createLog() drops what is below its level', async () => {
    const { log, lines } = await open({ level: 'warn' });
    await log.debug('1');
    await log.info('2');
    await log.warn('3');
    await log.error('4');
    expect(lines.map((line) => line.at(-2))).toEqual(['3', '4']);
  });

  it('createLog() takes level info when none is given', async () => {
    const { log, lines } = await open();
    await log.debug('1');
    await log.info('2');
    expect(lines).toHaveLength(1);
  });

  it('createLog() escapes what would forge a line or steer the terminal', async () => {
    const { log, lines } = await open();
    await log.info(
      'a\r\n1970-01-01T00:00:00.000Z INFO other.plugin: forged \u001b]0;title\u0007\u009b31m\u2028',
      {
        '\u001b[2J\nkey': '\u202etxt.exe \u007f',
      },
    );
    expect(lines.join('')).toBe(
      '1970-01-01T00:00:00.000Z INFO demo.greeter: ' +
        'a\\r\\n1970-01-01T00:00:00.000Z INFO other.plugin: forged \\u001b]0;title\\u0007\\u009b31m\\u2028 ' +
        '{"\\u001b[2J\\nkey":"\\u202etxt.exe \\u007f"}\n',
    );
  });

  it.each(['text', 'json'] as const)('createLog() as %s cuts what is long', async (format) => {
    const { log, lines } = await open({ format });
    await log.info('\u001b'.repeat(20_000), { long: '\u202e'.repeat(20_000) });
    const of = (character: string) => lines[0]?.split(character).length;
    expect(of('\\u001b')).toBe(16_385);
    expect(of('\\u202e')).toBeGreaterThan(16_000);
    expect(of('\\u202e')).toBeLessThan(16_385);
    expect(lines[0]).toContain('"cut":"{\\"long\\":');
    if (format === 'json') expect(JSON.parse(lines[0] ?? '').message).toBe(`${'\u001b'.repeat(16_384)}…`);
    await log.info('x'.repeat(16_384), { short: 'y'.repeat(16_000) });
    expect(lines[1]).not.toMatch(/…|cut/);
  });

  it('createLog() keeps the entry when its fields cannot be written', async () => {
    const { log, lines } = await open();
    const cycle: Record<string, Json> = {};
    cycle.self = cycle;
    await log.info('Cycle', cycle);
    expect(lines[0]).toContain('demo.greeter: Cycle {"unprintable":"');
  });

  it('createLog() lets no plugin fail when the sink throws or rejects', async () => {
    const throwing = await open({
      write: () => {
        throw new Error('disk full');
      },
    });
    await expect(throwing.log.info('x')).resolves.toBeUndefined();
    const rejecting = await open({ write: () => Promise.reject(new Error('disk full')) });
    await expect(rejecting.log.info('x')).resolves.toBeUndefined();
  });

  it('createLog() keeps the order of calls that nobody waited for', async () => {
    const { log, lines } = await open();
    await Promise.all(Array.from({ length: 100 }, (_, i) => log.info(`n${i}`)));
    expect(lines.map((line) => Number(/n(\d+)/.exec(line)?.[1]))).toEqual([...Array(100).keys()]);
  });

  it('createLog() settles a call after its sink, so that a plugin can wait for a slow one', async () => {
    let drain = () => {};
    const drained = new Promise<void>((resolve) => {
      drain = resolve;
    });
    const { log } = await open({ write: () => drained });
    let settled = false;
    const call = log.info('x').then(() => {
      settled = true;
    });
    await new Promise(setImmediate);
    expect(settled).toBe(false);
    drain();
    await call;
  });

  it('createLog() writes to the console, which is standard error, when it gets no sink', async () => {
    const error = vi.spyOn(console, 'error').mockReturnValue();
    vi.stubGlobal('process', undefined);
    await (await createLog({ now: () => 0 })(user)).info('x');
    expect(error.mock.calls).toEqual([['1970-01-01T00:00:00.000Z INFO demo.greeter: x']]);
  });

  it.each([
    [
      { level: 'trace' },
      "Cannot use option 'level': it is 'trace', accepted is 'debug', 'info', 'warn', 'error'",
    ],
    [{ level: 'constructor' }, "it is 'constructor'"],
    [{ format: 'xml' }, "Cannot use option 'format': it is 'xml', accepted is 'text', 'json'"],
  ])('createLog() throws invalid_option when given %j', (options, message) => {
    try {
      createLog(options as LogOptions);
      expect.unreachable();
    } catch (error) {
      expect(isMortiseError(error) && error.code).toBe('invalid_option');
      expect((error as Error).message).toContain(message);
    }
  });
});
