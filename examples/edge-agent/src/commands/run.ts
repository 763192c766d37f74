import { Metrics } from '@era/metrics';
import type { AppSpec, LogLine } from '@era/runtime';
import { createRegistry } from '@mortise/registry';
import { createLog } from '@mortise/services';
import { publish } from '../agent.ts';
import { usage } from '../errors.ts';
import { loadApps } from '../load-apps.ts';
import { exitCodeOf } from '../outcome.ts';
import { RuntimeManager } from '../runtime-manager.ts';
import type { Command, CommandContext } from './command.ts';
import { openDirectory } from './directory.ts';
import { onSignals } from './on-signals.ts';
import { createReport, type Report } from './report.ts';
import { showLine } from './show-line.ts';

/** The exit code for a signal that came before anything ran: 128 and that of SIGINT. */
const interrupted = 130;

/** `era run FILE…`: runs applications in the foreground, until all of them have ended. */
export const run: Command = async (context) => {
  const { catalog, operands, options } = context;
  if (operands.length === 0) throw usage('Cannot run: no application file is named');
  const apps = loadApps(operands);
  const report = createReport(context, apps);
  const log = createLog({
    level: options.verbose ? 'debug' : 'warn',
    format: options.json ? 'json' : 'text',
  });
  const registry = createRegistry(catalog, { services: { log } });
  try {
    const metrics = options.metrics === undefined ? undefined : await registry.find(Metrics, options.metrics);
    const show = (id: string, line: LogLine) => showLine(id, line, report, metrics);
    return await runApps(context, apps, new RuntimeManager(registry), report, show);
  } finally {
    await registry.dispose();
  }
};

const runApps = async (
  { options, out }: CommandContext,
  apps: readonly AppSpec[],
  manager: RuntimeManager,
  report: Report,
  show: ShowLine,
): Promise<number> => {
  for (const [index, app] of apps.entries()) {
    await manager.install(app);
    if (index === 0) await report.firstCall();
  }
  const stopAll = (timeout = options.timeout) => manager.stopAll(timeout);
  const signals = onSignals({
    first: () => report.stopping().then(() => stopAll()),
    again: () => stopAll(0),
  });
  out.closed.addEventListener('abort', () => void stopAll());
  try {
    const withdraw = await publish(apps, manager, await openDirectory(options.state));
    try {
      if (signals.seen()) return interrupted;
      const codes = await Promise.all(apps.map((app) => runApp(app, manager, report, show)));
      return codes.find((code) => code !== 0) ?? 0;
    } finally {
      await withdraw();
    }
  } finally {
    signals.release();
  }
};

/** Tells of one line that an application has printed. */
type ShowLine = (id: string, line: LogLine) => Promise<void>;

const runApp = async (
  { id }: AppSpec,
  manager: RuntimeManager,
  report: Report,
  show: ShowLine,
): Promise<number> => {
  try {
    await manager.start(id);
    await report.started(await manager.status(id));
  } catch (error) {
    // A signal came first: then it has ended as every other one that was stopped.
    if ((error as { code?: string }).code !== 'app_stopped') throw error;
  }
  for await (const line of manager.logs(id)) await show(id, line);
  const status = await manager.status(id);
  await report.ended(status);
  return exitCodeOf(status);
};
