import { appendFileSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** No task takes this long (ms): the process with the owner's number is another one by then. */
const longest = 30 * 60_000;

/**
 * Runs `task` while no other process of this machine holds the lock `file`; waits for the holder, however long. A
 * lock whose owners have all been killed is taken over. `task` gets a function that adds the process number of a
 * program it starts: the lock holds for as long as one of its owners lives.
 *
 * @template T
 * @param {string} file
 * @param {(addOwner: (pid: number) => void) => T | Promise<T>} task
 * @returns {Promise<T>} what `task` returns; the file is gone by then, also when `task` fails
 */
export async function withLock(file, task) {
  for (let told = false; !acquire(file); told = true) {
    if (!told) console.error('Waiting for another process that installs or builds here');
    await setTimeout(100);
  }
  try {
    return await task((pid) => appendFileSync(file, ` ${pid}`));
  } finally {
    rmSync(file, { force: true });
  }
}

function acquire(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (isLeftOver(file)) clear(file);
  return false;
}

/** Whether all owners of a lock have been killed. */
function isLeftOver(file) {
  try {
    const owners = readFileSync(file, 'utf8').split(' ').map(Number);
    return !owners.some(isAlive) || isOld(file);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return false;
  }
}

/** Removes a lock that is left over. Only one process at a time may: another one's lock may be there by now. */
function clear(file) {
  const claim = `${file}.clear`;
  try {
    writeFileSync(claim, '', { flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    // Whoever has it needs no second, unless it was killed.
    if (isOld(claim)) rmSync(claim, { force: true });
    return;
  }
  try {
    if (isLeftOver(file)) rmSync(file, { force: true });
  } finally {
    rmSync(claim, { force: true });
  }
}

function isOld(file) {
  const time = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return time !== undefined && Date.now() - time > longest;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
