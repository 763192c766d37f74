import type { AppSpec } from '@era/runtime';
import type { AgentDirectory } from './agent-directory.ts';
import { type ControlServer, openControl } from './control/server.ts';
import { unknownRequest } from './errors.ts';
import type { RuntimeManager } from './runtime-manager.ts';

/**
 * Lets other `era` commands see and stop the applications of this process: opens its control channel,
 * then claims each of them.
 *
 * @returns takes the claims back and closes the channel
 * @throws `app_taken`, with nothing claimed
 */
export const publish = async (
  apps: readonly AppSpec[],
  manager: RuntimeManager,
  directory: AgentDirectory,
): Promise<() => Promise<void>> => {
  const control = await openControl(answerWith(manager));
  const withdraw = () => directory.release().finally(() => control.close());
  try {
    for (const app of apps) await directory.claim(claimOf(app, control));
  } catch (error) {
    await withdraw();
    throw error;
  }
  return withdraw;
};

const claimOf = ({ id, runtime }: AppSpec, { address }: ControlServer) => ({
  id,
  runtime,
  address,
  pid: process.pid,
});

const answerWith = (manager: RuntimeManager): Parameters<typeof openControl>[0] =>
  async function* (request, gone) {
    if (request?.ask === 'list') yield* await manager.list();
    else if (request?.ask === 'logs') yield* manager.logs(request.id, gone);
    else if (request?.ask === 'stop') {
      await manager.stop(request.id, request.timeout);
      yield await manager.status(request.id);
    } else throw unknownRequest();
  };
