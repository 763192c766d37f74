import { expect, test } from 'vitest';
import { readArguments } from './read-arguments.ts';

const options = {
  jobs: { type: 'string', default: '1' },
  only: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const;
const all = '--jobs, --only, --json';

test('readArguments() gives values and positionals', () => {
  const args = ['a', '--jobs=-2', '--only', 'b', '--only', 'c', '--json', '--', '--d'];
  expect(readArguments({ options, allowPositionals: true }, args)).toMatchObject({
    values: { jobs: '-2', only: ['b', 'c'], json: true },
    positionals: ['a', '--d'],
  });
  expect(readArguments({ options }, [])).toMatchObject({ values: { jobs: '1' }, positionals: [] });
});

test.each([
  [['flood'], `found 'flood', expected options only: ${all}`],
  [['--', 'flood'], `found 'flood', expected options only: ${all}`],
  [['--nope'], `found the option '--nope', expected ${all}`],
  [['--toString'], `found the option '--toString', expected ${all}`],
  [['-j', '2'], `found the option '-j', expected ${all}`],
  [['--jobs'], "found '--jobs' without a value, expected '--jobs <value>'"],
  [['--jobs', '--json'], "found '--jobs' without a value, expected '--jobs <value>'"],
  [['--json=yes'], "found '--json=yes', expected '--json' alone"],
])('readArguments() says of %j what was found and what is expected', (args, problem) => {
  expect(readArguments({ options }, args)).toEqual({ problem });
});

test('readArguments() says where a tool takes nothing at all', () => {
  expect(readArguments({ options: {} }, ['a'])).toEqual({ problem: "found 'a', expected no arguments" });
  expect(readArguments({ options: {} }, ['--a'])).toEqual({
    problem: "found the option '--a', expected none",
  });
});
