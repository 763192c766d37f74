import { parseArgs } from 'node:util';
import type { AgentCatalog, Command, CommandContext } from './commands/command.ts';
import { logs } from './commands/logs.ts';
import { ps } from './commands/ps.ts';
import { run } from './commands/run.ts';
import { runtimes } from './commands/runtimes.ts';
import { stop } from './commands/stop.ts';
import { reportOf, usage } from './errors.ts';
import { Output } from './output.ts';

const commands: Readonly<Record<string, Command>> = { run, ps, stop, logs, runtimes };

const help = `Usage: era <command> [options]

  era run FILE…      run applications until they end; Ctrl-C stops them
  era ps             list the applications of all agents that share a state folder
  era stop ID…       stop applications, in whichever terminal they run
  era logs ID        show an application's output, until it ends
  era runtimes       list what this build can run

  --json             one JSON object a line
  --metrics NAME     with run: show the figures in the output instead of the lines that hold them
  --state DIR        the state folder; ERA_STATE, or .era
  --timeout MS       how long each rung waits when stopping; 0 kills at once
  --verbose          show the plugins' log
  --help`;

const options = {
  help: { type: 'boolean', short: 'h', default: false },
  json: { type: 'boolean', default: false },
  metrics: { type: 'string' },
  state: { type: 'string' },
  timeout: { type: 'string' },
  verbose: { type: 'boolean', default: false },
} as const;

/**
 * Runs one `era` command.
 *
 * @param args as they stand behind the program's name
 * @param catalog the plugins of this build
 * @returns the exit code: that of the programs that were run; 1 for an error
 */
export const runCli = async (args: string[], catalog: AgentCatalog): Promise<number> => {
  const [out, err] = [new Output(process.stdout), new Output(process.stderr)];
  try {
    const { command, ...context } = parse(args);
    if (!command) {
      await out.line(help);
      return 0;
    }
    return await command({ ...context, catalog, out, err });
  } catch (error) {
    const { code, message, hint } = reportOf(error);
    if (args.includes('--json')) await out.line(JSON.stringify({ event: 'error', code, message, hint }));
    await err.line(`era: ${message}${hint === undefined ? '' : `\n     ${hint}`}`, 'red');
    return 1;
  }
};

const parse = (
  args: string[],
): Pick<CommandContext, 'operands' | 'options'> & { command: Command | undefined } => {
  const { values, positionals } = parseStrictly(args);
  const [name, ...operands] = positionals;
  const command = name === undefined || values.help ? undefined : commands[name];
  if (name !== undefined && !Object.hasOwn(commands, name))
    throw usage(`Cannot ${name}: there is no such command`);
  if (name === undefined && !values.help) throw usage('Cannot do anything: no command is named');
  const { json, verbose, state = process.env.ERA_STATE || '.era', timeout, metrics } = values;
  const optional = {
    ...(timeout === undefined ? {} : { timeout: readTimeout(timeout) }),
    ...(metrics === undefined ? {} : { metrics }),
  };
  return { command, operands, options: { json, verbose, state, ...optional } };
};

const parseStrictly = (args: string[]) => {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw usage((error as Error).message);
  }
};

const readTimeout = (text: string): number => {
  if (!/^\d{1,7}$/.test(text)) throw usage(`Cannot wait '${text}': --timeout takes whole milliseconds`);
  return Number(text);
};
