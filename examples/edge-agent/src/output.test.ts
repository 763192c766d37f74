import { PassThrough } from 'node:stream';
import { expect, test, vi } from 'vitest';
import { Output, printable, table } from './output.ts';

const streamOf = (isTTY: boolean) => Object.assign(new PassThrough(), { isTTY });
const outputOf = (stream: PassThrough) => new Output(stream as unknown as NodeJS.WriteStream);

test('printable() takes out what steers a terminal and leaves the rest', () => {
  const colour = '\u001b[31mred\u001b[0m';
  const title = '\u001b]0;owned\u0007';
  expect(printable(`${colour}\t${title}é\r\u0008\u009b2J\u202e!`)).toBe('red\té!');
});

test('line() cleans and colours on a terminal only', async () => {
  vi.stubEnv('NO_COLOR', '');
  const [terminal, pipe] = [streamOf(true), streamOf(false)];
  for (const stream of [terminal, pipe]) await outputOf(stream).line('a\u001b[2Jb', 'red');
  expect(String(terminal.read())).toBe('\u001b[31mab\u001b[39m\n');
  expect(String(pipe.read())).toBe('a\u001b[2Jb\n');
  vi.stubEnv('NO_COLOR', '1');
  await outputOf(terminal).line('ab', 'red');
  expect(String(terminal.read())).toBe('ab\n');
  vi.unstubAllEnvs();
});

test('line() waits for a slow reader, not for one that has gone', async () => {
  const stream = Object.assign(new PassThrough({ highWaterMark: 4 }), { isTTY: false });
  const output = outputOf(stream);
  let isWritten = false;
  const writing = output.line('12345678').then(() => (isWritten = true));
  await Promise.resolve();
  expect(isWritten).toBe(false);
  stream.destroy(new Error('EPIPE'));
  await writing;
  expect(output.closed.aborted).toBe(true);
  await output.line('more');
});

test('table() aligns columns and leaves no blanks behind', () => {
  expect(
    table([
      ['ID', 'STATE'],
      ['long-id', 'ok'],
    ]),
  ).toEqual(['ID       STATE', 'long-id  ok']);
});
