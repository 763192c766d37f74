// `npm run quickstart|test|bench|fuzz|hostile|check`, `guests` before Nx builds or tests, `build` before a package is
// packed: sees to it that the locked dependencies are there, then runs the task. Node's built-in modules only: nothing
// may be installed yet.
import { join } from 'node:path';

const fromSource = (file) => async (args) => await node([...sourceFlags, join(root, file), ...args]);

/** Each task gets what stands behind it on the command line and returns its exit code. */
const tasks = {
  quickstart: fromSource('tools/quickstart/main.ts'),
  bench: fromSource('tools/bench/main.ts'),
  fuzz: fromSource('tools/fuzz/main.ts'),
  hostile: fromSource('tools/hostile/main.ts'),
  check: fromSource('tools/checks/main.ts'),
  test: async (args) =>
    await node([join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--root', root, ...args]),
  /** What runs on a plugin's side of a boundary, which is bundled before every task. */
  guests: async () => 0,
  /** Builds the package in the current folder, with what it depends on. */
  build: async (args) =>
    await withLock(setupLock, (addOwner) =>
      node([join(root, 'node_modules/typescript7/bin/tsc'), '-b', ...args], { onStart: addOwner }),
    ),
};

const node = (args, options) => runProgram(process.execPath, args, options);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Cannot run on Node ${process.versions.node}, Mortise needs 20.19 or later`);
  process.exit(1);
}
const [name, ...args] = process.argv.slice(2);
if (!Object.hasOwn(tasks, name)) {
  console.error(`Cannot run task '${name}', the tasks are ${Object.keys(tasks).join(', ')}`);
  process.exit(1);
}
// Imported only now: an older Node could not load them, and would say so in its own words.
const { installDependencies } = await import('./dependencies.mjs');
const { withLock } = await import('./lock.mjs');
const { runProgram } = await import('./program.mjs');
const { root, setupLock, sourceFlags } = await import('./workspace.mjs');

let code = await installDependencies();
if (code === 0) {
  const { default: bundleGuests } = await import('./guests.mjs');
  await bundleGuests();
  code = await tasks[name](args);
}
process.exitCode = code;
