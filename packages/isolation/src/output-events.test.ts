import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { observeOutput } from './output-events.ts';
import { OutputLines } from './output-lines.ts';

test('what is printed goes to who observes, and else to standard error', () => {
  const error = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const output = new OutputLines();
    output.pluginId = 'demo.a';
    const seen = vi.fn();
    const observer = observeOutput(seen);
    output.push(Buffer.from('one\n'));
    observer[Symbol.dispose]();
    output.push(Buffer.from('two\n'));
    expect(seen.mock.calls).toEqual([[{ pluginId: 'demo.a', line: 'one' }]]);
    expect(error).toHaveBeenCalledExactlyOnceWith('[demo.a] two\n', expect.any(Function));
  } finally {
    error.mockRestore();
  }
});

test('a standard error that nobody reads any more ends no program', async () => {
  const program = `
    import { OutputLines } from ${JSON.stringify(new URL('output-lines.ts', import.meta.url).href)};
    const output = new OutputLines();
    process.stdin.once('data', () => {
      for (let count = 0; count < 3; count += 1) output.line('x');
      setTimeout(() => console.log('lives'), 20);
      process.stdin.destroy();
    });
    console.log('ready');`;
  const source = new URL('../../../tools/setup/source.mjs', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', source, '--input-type=module', '--eval', program]);
  const ended = once(child, 'close');
  await once(child.stdout, 'data');
  child.stderr.destroy();
  child.stdin.end('go');
  const rest = (await child.stdout.toArray()).join('');
  expect([rest, (await ended)[0]]).toEqual(['lives\n', 0]);
});

test('a sink of its own has all for itself', () => {
  const [own, seen] = [vi.fn(), vi.fn()];
  const observer = observeOutput(seen);
  new OutputLines(own).push(Buffer.from('one\n'));
  observer[Symbol.dispose]();
  expect([own.mock.calls.length, seen.mock.calls.length]).toEqual([1, 0]);
});
