/** One check of the gate. Steps do not depend on each other. */
export interface Step {
  readonly name: string;
  /** What it found wrong, as lines to show; an empty text is a pass. */
  readonly run: () => Promise<string>;
}

/** Two at a time: most steps are one busy process. */
const lanes = 2;

/**
 * Runs all steps, also after one has failed, and prints one line for each with its time.
 *
 * @returns whether all passed
 */
export async function runSteps(steps: readonly Step[]): Promise<boolean> {
  const started = performance.now();
  const waiting = [...steps];
  let failed = 0;
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      if (!(await runStep(step))) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  console.log(`\ncheck: ${steps.length - failed} passed, ${failed} failed, ${seconds(started)}`);
  return failed === 0;
}

async function runStep({ name, run }: Step): Promise<boolean> {
  const started = performance.now();
  const problems = await run().catch((error: Error) => error.stack ?? String(error));
  const ok = problems === '';
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(28)} ${seconds(started)}`);
  if (!ok) console.log(`${problems.trimEnd().replace(/^/gm, '       ')}\n`);
  return ok;
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
