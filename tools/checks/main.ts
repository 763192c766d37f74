import { readArguments } from '../read-arguments.ts';
import { runSteps } from './run-steps.ts';
import { steps } from './steps.ts';

/** @returns the exit code */
const main = async (): Promise<number> => {
  const read = readArguments({ options: { update: { type: 'boolean' } }, allowPositionals: true });
  if ('problem' in read) return refuse(read.problem);
  const { values, positionals: words } = read;
  const chosen = steps(values.update === true).filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  if (chosen.length === 0) return refuse(`found '${words.join("', '")}', expected parts of step names`);
  return (await runSteps(chosen)) ? 0 : 1;
};

const refuse = (problem: string): number => {
  console.error(`Cannot run checks: ${problem}`);
  console.error('Usage: npm run check -- [--update] [part of a step name]...');
  const names = steps(false).map(({ name }) => name);
  console.error(`Steps: ${names.join(', ')}`);
  return 2;
};

process.exitCode = await main();
