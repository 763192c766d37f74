import { describe, expect, test } from 'vitest';
import { readExamples, readExpected } from './read-examples.ts';
import { runExample } from './run-example.ts';

const examples = readExamples();

describe('an example in the documentation', () => {
  test.concurrent.for(examples.filter(({ noRun }) => noRun === undefined))(
    '$place prints what its comments say',
    async (example, { expect }) => {
      const expected = readExpected(example);
      expect(expected, 'every console.log says what it prints').not.toContain(undefined);
      expect(await runExample(example)).toEqual(expected);
    },
  );

  test('says why it does not run where it is marked no-run', () => {
    expect(examples.filter(({ noRun }) => noRun === '').map(({ place }) => place)).toEqual([]);
  });
});
