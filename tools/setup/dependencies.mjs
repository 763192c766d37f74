import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { runProgram } from './program.mjs';
import { root, setupLock } from './workspace.mjs';

const lockfile = join(root, 'package-lock.json');
const stamp = join(root, 'node_modules/.mortise/installed');

/**
 * Installs what package-lock.json lists, unless that is there. May be called by several processes at once: one
 * installs, the others wait. After a failure nothing is marked as installed.
 *
 * @returns the exit code of npm, 0 where there was nothing to do
 */
export async function installDependencies() {
  if (isInstalled()) return 0;
  return await withLock(setupLock, async (addOwner) => {
    if (isInstalled()) return 0;
    console.error('Installing the locked dependencies (npm ci)');
    const code = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], addOwner);
    if (code === 0) writeStamp();
    return code;
  });
}

function isInstalled() {
  if (read(stamp) === wanted()) return true;
  // Someone ran npm by hand. npm writes this list last, so that a broken install has none.
  if (!matchesLockfile(read(join(root, 'node_modules/.package-lock.json')))) return false;
  writeStamp();
  return true;
}

const wanted = () =>
  `${createHash('sha256').update(readFileSync(lockfile)).digest('hex')} ${process.platform}-${process.arch}`;

function writeStamp() {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted());
}

/** Whether npm's list of what it installed has all that the lock file wants here, in the same versions. */
function matchesLockfile(list) {
  if (list === undefined) return false;
  const installed = JSON.parse(list).packages;
  const locked = JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  const same = (path) =>
    installed[path]?.version === locked[path]?.version && installed[path]?.link === locked[path]?.link;
  return (
    Object.keys(installed).every(same) &&
    Object.entries(locked).every(([path, { optional }]) => path === '' || optional || same(path))
  );
}

/** Runs npm in the root, on standard error: what a task prints is its own. */
function npm(args, onStart) {
  // A task of a package (`npm pack -w`) hands these down, where they would make this a partial or a dry run.
  const partial = /^npm_config_(workspaces?|include_workspace_root|local_prefix|dry_run|json|global)$/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !partial.test(name)));
  const [command, ...first] = env.npm_execpath ? [process.execPath, env.npm_execpath] : ['npm'];
  return runProgram(command, [...first, ...args], { cwd: root, env, stdio: ['ignore', 2, 2], onStart });
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
