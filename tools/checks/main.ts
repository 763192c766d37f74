import { runSteps } from './run-steps.ts';
import { steps } from './steps.ts';

const args = process.argv.slice(2);
const update = args.includes('--update');
const words = args.filter((arg) => !arg.startsWith('-'));
const unknown = args.filter((arg) => arg.startsWith('-') && arg !== '--update');
const chosen = steps(update).filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
);

if (unknown.length > 0 || chosen.length === 0) {
  console.error('Usage: npm run check -- [--update] [part of a step name]...');
  console.error(
    `Steps: ${steps(false)
      .map(({ name }) => name)
      .join(', ')}`,
  );
  process.exitCode = 2;
} else {
  process.exitCode = (await runSteps(chosen)) ? 0 : 1;
}
