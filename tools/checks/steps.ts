import { checkApiReports } from './api-reports.ts';
import { runTool } from './command.ts';
import { checkHygiene } from './hygiene.ts';
import type { Step } from './run-steps.ts';
import { checkWiring } from './wiring.ts';
import { listPackages } from './workspace.ts';

const tsc = 'typescript7/bin/tsc';

/**
 * All checks of the repository, long ones first.
 *
 * @param update whether derived files are written instead of compared
 */
export const steps = (update: boolean): readonly Step[] => [
  { name: 'api reports', run: async () => lines(await checkApiReports(update)) },
  { name: 'types', run: () => runTool(tsc, '-p', 'tsconfig.json') },
  { name: 'packages build', run: () => runTool(tsc, '-b', 'tsconfig.build.json') },
  ...profileTypes(),
  {
    name: 'unused code',
    run: () => runTool('knip/bin/knip.js', '--no-progress', '--treat-config-hints-as-errors'),
  },
  {
    name: 'dependencies of packages',
    run: () => runTool('knip/bin/knip.js', '--no-progress', '--production', '--strict', '--dependencies'),
  },
  {
    name: 'borders',
    run: () =>
      runTool('dependency-cruiser/bin/dependency-cruise.mjs', 'packages', 'generators', 'tools', 'examples'),
  },
  { name: 'lint and format', run: () => runTool('@biomejs/biome/bin/biome', 'ci', '--colors=off', '--error-on-warnings') },
  // To come with packages/cli: generated files are fresh.
  // { name: 'generated files', run: () => runNode('packages/cli/bin/mortise.js', update ? 'gen' : 'check') },
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
        run: () => runTool(tsc, '-p', folder, '--customConditions', `${condition},@mortise/source`),
      }));
  });
}

const lines = (problems: readonly string[]) => problems.join('\n');
