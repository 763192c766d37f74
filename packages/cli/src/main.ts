import { readFileSync } from 'node:fs';
import type { GenerateResult } from '@mortise/codegen';
import { Command } from 'commander';
import { build } from './commands/build.ts';
import { check, gen } from './commands/gen.ts';
import { release } from './commands/release.ts';
import { passedOverAsJson, passedOverText } from './passed-over.ts';
import { describeError, errorAsJson } from './print.ts';
import { changesAsJson, changesText } from './print-changes.ts';
import { growthText, releaseText } from './print-growth.ts';
import { reportText } from './print-reports.ts';

interface CommonOptions {
  readonly cwd: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Runs a command; an error becomes a message and exit code 1. */
const run = async (options: CommonOptions, command: () => Promise<void>): Promise<void> => {
  try {
    await command();
  } catch (error) {
    process.exitCode = 1;
    if (options.json) say(JSON.stringify(errorAsJson(error)));
    else process.stderr.write(`${describeError(error, options.verbose === true)}\n`);
  }
};

const program = new Command('mortise')
  .description('Generates, builds and checks products that accept plugins.')
  .version(version)
  .showHelpAfterError('(mortise --help lists the commands)');

const command = (name: string, description: string): Command =>
  program
    .command(name)
    .description(description)
    .option('--cwd <folder>', 'work on the package in this folder', process.cwd())
    .option('--json', 'print JSON for machines')
    .option('--verbose', 'say more, and print the stack of an error');

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

const summary = ({ counts: { contracts, plugins, profiles } }: GenerateResult): string =>
  [count(contracts, 'contract'), count(plugins, 'plugin'), count(profiles, 'profile')].join(', ');

command('gen', 'bring all generated files up to date')
  .option('--full', 'compile also what looks up to date')
  .action((options: CommonOptions & { full?: boolean }) =>
    run(options, async () => {
      const result = await gen(options);
      if (options.json) {
        const { counts, changes } = result;
        return say(JSON.stringify({ counts, ...changesAsJson(changes), ...passedOverAsJson(result) }));
      }
      say(changesText(result.changes, summary(result)));
      const passedOver = passedOverText(result);
      if (passedOver) say(passedOver);
    }),
  );

command(
  'check',
  'check contracts and their growth, manifests, profiles, and that generated files are up to date',
)
  .option('--full', 'compile also what looks up to date')
  .option('--types', "compile the code too, once a profile, by the product's own TypeScript")
  .action((options: CommonOptions & { full?: boolean; types?: boolean }) =>
    run(options, async () => {
      const result = await check(options);
      const { counts, growth } = result;
      if (options.json) return say(JSON.stringify({ counts, growth, ...passedOverAsJson(result) }));
      const grown = growthText(growth, options.verbose === true);
      say([`Up to date: ${summary(result)}`, grown, passedOverText(result)].filter(Boolean).join('\n'));
    }),
  );

command('release', 'record contracts as they are released, for later versions to be compared with')
  .argument('[contracts...]', 'ids, or paths of sources or folders; without any, all contracts')
  .option('--dry-run', 'write nothing, say what would be recorded')
  .action((contracts: string[], options: CommonOptions & { dryRun?: boolean }) =>
    run(options, async () => {
      const { dryRun = false } = options;
      const result = await release({ cwd: options.cwd, contracts, dryRun });
      const files = result.changes.map(({ path }) => path);
      if (!options.json) say(releaseText(result, dryRun));
      else say(JSON.stringify({ contracts: result.contracts, [dryRun ? 'wouldWrite' : 'written']: files }));
    }),
  );

command('build', 'build profiles into dist/<profile>')
  .option('--profile <name...>', 'build these only; without it all')
  .action((options: CommonOptions & { profile?: string[] }) =>
    run(options, async () => {
      const { outcomes, others } = await build({ cwd: options.cwd, profiles: options.profile ?? [] });
      const reports = outcomes.flatMap(({ product, report }) => (report ? [{ product, ...report }] : []));
      const failed = outcomes.filter(({ error }) => error !== undefined);
      if (options.json) {
        const errors = failed.map(({ product, profile, error }) => ({
          product,
          profile,
          ...errorAsJson(error),
        }));
        say(
          JSON.stringify({ reports, ...(errors.length > 0 && { errors }), ...listAsJson('others', others) }),
        );
      } else if (reports.length > 0) say(reportText(reports));
      if (failed.length > 0) process.exitCode = 1;
      if (options.json) return;
      const hasSeveral = new Set(outcomes.map(({ product }) => product)).size > 1;
      for (const { product, error } of failed)
        process.stderr.write(
          `${hasSeveral ? `${product}: ` : ''}${describeError(error, options.verbose === true)}\n`,
        );
      if (others.length === 0) return;
      process.stderr.write('Passed over what these profiles do not need:\n');
      for (const error of others) process.stderr.write(`${describeError(error, options.verbose === true)}\n`);
    }),
  );

const listAsJson = (name: string, errors: readonly unknown[]): object =>
  errors.length > 0 ? { [name]: errors.map(errorAsJson) } : {};

await program.parseAsync();
