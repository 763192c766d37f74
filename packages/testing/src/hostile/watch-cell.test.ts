import { expect, test } from 'vitest';
import { watchCell } from './watch-cell.ts';

const bounds = { time: 100_000, memory: 2 ** 31, exit: 100_000 };
const watch = (code: string, change: Partial<typeof bounds>, isEnding = false) =>
  watchCell(['-e', code], { PATH: process.env.PATH }, 'no-mark', { ...bounds, ...change }, () => isEnding);

test('watchCell() says how a program ended, and what it printed', async () => {
  expect(await watch("console.log('a'); process.exit(3)", {})).toMatchObject({
    end: 'exit code 3',
    isWell: false,
    output: 'a\n',
    left: [],
  });
});

test('watchCell() ends a program that has nothing left to do and goes on', async () => {
  expect(await watch('for (;;);', { exit: 1 }, true)).toMatchObject({
    end: 'killed, because something keeps it from exiting',
    isWell: false,
  });
});

test('watchCell() ends a program that takes too long', async () => {
  expect(await watch('for (;;);', { time: 1 })).toMatchObject({ end: 'killed, because it took 0.001 s' });
});
