import { randomUUID } from 'node:crypto';
import { lstat, mkdtemp, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const socket = 'agent.sock';
const prefix = 'era-';

/** A new address that only this user can reach: in a folder of its own, which others cannot enter. */
export const createAddress = async (): Promise<string> =>
  process.platform === 'win32'
    ? `\\\\.\\pipe\\${prefix}${randomUUID()}`
    : join(await mkdtemp(join(tmpdir(), prefix)), socket);

/** Removes what an address left on the disk, after its agent has ended; touches nothing but a socket and its empty folder. */
export const removeAddress = async (address: string): Promise<void> => {
  const found = await lstat(address).catch(() => undefined);
  // The address comes from a file, which anybody may have written.
  if (basename(address) !== socket || (found && !found.isSocket())) return;
  await rm(address, { force: true });
  await rmdir(dirname(address)).catch(() => {});
};
