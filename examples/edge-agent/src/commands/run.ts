import type { AppSpec } from '@era/runtime';
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
    return await runApps(context, apps, new RuntimeManager(registry), report);
  } finally {
    await registry.dispose();
  }
};

const runApps = async (
  { options, out }: CommandContext,
  apps: readonly AppSpec[],
  manager: RuntimeManager,
  report: Report,
): Promise<number> => {
  for (const [index, app] of apps.entries()) {
    await manager.install(app);
    if (index === 0) await report.firstCall();
  }
  const withdraw = await publish(apps, manager, await openDirectory(options.state));
  const stopAll = (timeout = options.timeout) => manager.stopAll(timeout);
  const ignoreSignals = onSignals({
    first: () => report.stopping().then(() => stopAll()),
    again: () => stopAll(0),
  });
  out.closed.addEventListener('abort', () => void stopAll());
  try {
    const codes = await Promise.all(apps.map((app) => runApp(app, manager, report)));
    return codes.find((code) => code !== 0) ?? 0;
  } finally {
    ignoreSignals();
    await withdraw();
  }
};

const runApp = async ({ id }: AppSpec, manager: RuntimeManager, report: Report): Promise<number> => {
  await manager.start(id);
  await report.started(await manager.status(id));
  for await (const line of manager.logs(id)) await report.output(id, line);
  const status = await manager.status(id);
  await report.ended(status);
  return exitCodeOf(status);
};
