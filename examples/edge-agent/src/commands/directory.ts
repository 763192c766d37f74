import { existsSync } from 'node:fs';
import { createFileStorage } from '@mortise/services/storage-file';
import { AgentDirectory } from '../agent-directory.ts';
import { notRunning } from '../errors.ts';

/** The directory of agents in a folder, which is made where it is missing. */
export const openDirectory = async (state: string): Promise<AgentDirectory> =>
  new AgentDirectory(await createFileStorage({ directory: state })({ id: 'era.agent', version: '1.0.0' }));

/** As {@link openDirectory}, for those who only look: no folder is made. */
export const findDirectory = async (state: string): Promise<AgentDirectory | undefined> =>
  existsSync(state) ? openDirectory(state) : undefined;

/**
 * Where the agent of an application can be asked.
 *
 * @throws `app_unknown` where none lives that has it
 */
export const addressOf = async (state: string, id: string): Promise<string> => {
  const directory = await findDirectory(state);
  for await (const claim of directory?.claims(id) ?? []) {
    if (await directory?.isAlive(claim)) return claim.address;
  }
  throw notRunning(id, state);
};
