import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The folder that this process builds in before it replaces the real one. */
export const stagingFolder = (target: string): string => `${target}.${process.pid}.tmp`;

/**
 * Puts a staged folder in the place of the real one; whoever reads sees the old one or the new one.
 * Two builds at once both succeed, and the last one stays.
 *
 * @param staged what {@link stagingFolder} named
 * @param target the folder to replace
 */
export const replaceFolder = (staged: string, target: string): void => {
  const old = `${staged}.old`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (existsSync(target)) renameSync(target, old);
      renameSync(staged, target);
      break;
    } catch (error) {
      // Another build put its folder there between the two steps.
      if (attempt === 10 || !existsSync(staged)) throw error;
    } finally {
      rmSync(old, { recursive: true, force: true });
    }
  }
};

/**
 * Removes what killed builds have left beside a folder.
 *
 * @param target the folder that they meant to replace
 */
export const removeLeftOvers = (target: string): void => {
  const folder = dirname(target);
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const pid = name.startsWith(`${basename(target)}.`)
      ? /\.(\d+)\.tmp(?:\.old)?$/.exec(name)?.[1]
      : undefined;
    if (pid && !isAlive(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true });
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
