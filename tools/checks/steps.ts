import { checkExampleTypes } from '../docs/check-example-types.ts';
import { listPackages } from '../workspace.ts';
import { checkApiReports } from './api-reports.ts';
import { runProgram } from './command.ts';
import { checkHygiene } from './hygiene.ts';
import type { Step } from './run-steps.ts';
import { checkWiring } from './wiring.ts';

const tsc = 'node_modules/typescript7/bin/tsc';
const knip = 'node_modules/knip/bin/knip.js';
const cruise = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
const biome = 'node_modules/@biomejs/biome/bin/biome';
const mortise = 'packages/cli/bin/mortise.js';

/**
 * All checks of the repository, long ones first.
 *
 * @param update whether derived files are written instead of compared
 */
export const steps = (update: boolean): readonly Step[] => [
  { name: 'api reports', run: async () => lines(await checkApiReports(update)) },
  { name: 'types', run: () => runProgram(tsc, '-p', 'tsconfig.json') },
  { name: 'packages build', run: () => runProgram(tsc, '-b', 'tsconfig.build.json') },
  ...profileTypes(),
  { name: 'unused code', run: () => runProgram(knip, '--no-progress', '--treat-config-hints-as-errors') },
  {
    name: 'dependencies of packages',
    run: () => runProgram(knip, '--no-progress', '--production', '--strict', '--dependencies'),
  },
  { name: 'examples compile', run: checkExampleTypes },
  { name: 'borders', run: () => runProgram(cruise, 'packages', 'generators', 'tools', 'examples') },
  {
    name: 'lint and format',
    run: () =>
      runProgram(biome, ...(update ? ['check', '--write'] : ['ci']), '--colors=off', '--error-on-warnings'),
  },
  {
    name: 'generated files, contract growth',
    run: async () => (update && (await runProgram(mortise, 'gen'))) || runProgram(mortise, 'check'),
  },
  { name: 'wiring', run: async () => lines(checkWiring(update)) },
  { name: 'hygiene', run: async () => lines(checkHygiene()) },
];

/** One more type check for each profile that a product's `imports` tell apart. */
function profileTypes(): readonly Step[] {
  return listPackages().flatMap(({ name, folder, imports = {} }) => {
    const conditions = Object.values(imports).flatMap((target) => Object.keys(target));
    return [...new Set(conditions)]
      .filter((condition) => condition.startsWith('profile-'))
      .map((condition) => ({
        name: `types of ${name}, ${condition}`,
        run: () => runProgram(tsc, '-p', folder, '--customConditions', `${condition},@mortise/source`),
      }));
  });
}

const lines = (problems: readonly string[]) => problems.join('\n');
