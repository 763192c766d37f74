import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forms } from '../fixtures/connections.ts';
import { type Ending, Run, type Step, steps } from '../fixtures/script.ts';

// Two sides do whatever comes, with fences between them. What holds for every run: each call ends once and
// by the right outcome, items come in order, every object is ended exactly once by whoever owns it, and
// nothing is left.

const side = fc.constantFrom(0 as const, 1 as const);
const step: fc.Arbitrary<Step> = fc.tuple(fc.constantFrom(...steps), side, fc.nat(9), fc.nat(9));

test.each(forms)(
  'whatever two sides do, nothing is lost, doubled or left (%s)',
  { timeout: 120_000 },
  async (form) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 80, size: 'max' }),
        fc.constantFrom<Ending>('quiet', 'close', 'crash'),
        side,
        fc.constantFrom(1, 50, 1_000, 262_144),
        async (script, ending, which, window) => {
          const run = new Run(form);
          await run.start(window);
          for (const one of script) await run.do(one);
          expect(await run.end(ending, which)).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  },
);

describe('the script itself', () => {
  const running = async (...script: Step[]): Promise<Run> => {
    const run = new Run('clone');
    await run.start(1_000);
    for (const one of script) await run.do(one);
    return run;
  };

  test('finds an object that nobody ended', async () => {
    const run = await running(['create', 0, 1, 1]);
    run.sides[0].owned.length = 0;

    expect(await run.end('quiet', 0)).toEqual(['counter 0 of side 0 was ended 0 times']);
  });

  test('finds a wrong result', async () => {
    const run = await running();
    run.call(run.sides[0], 'add', run.sides[0].demo.add(1, 2), (sum) => run.same('add', sum, 4));

    expect(await run.end('quiet', 0)).toEqual(['add gave 3 and not 4']);
  });

  test('finds a call that has not ended', async () => {
    const run = await running();
    run.call(run.sides[0], 'wait', new Promise(() => {}), () => {});

    expect(await run.end('quiet', 0)).toEqual(['wait is still open']);
  });
});
