import { access, constants, stat } from 'node:fs/promises';
import type { AppSpec } from '@era/runtime';
import { type Backend, invalidProgram, programMissing, unsupported } from '@era/runtime-base';
import { launchProgram } from './native-program.ts';

/** Programs of this machine, as child processes. */
export const nativeBackend: Backend<undefined> = {
  prepare: async (app) => {
    if (app.directories) {
      throw unsupported(
        app.id,
        'directories',
        'A native program sees all files that the agent sees; use cwd',
      );
    }
    await checkProgram(app);
    return undefined;
  },
  launch: (app, _, log) => launchProgram(app, log),
};

const checkProgram = async ({ id, program, cwd }: AppSpec): Promise<void> => {
  const file = await stat(program).catch(() => undefined);
  if (!file) throw programMissing(id, program);
  if (!file.isFile()) throw invalidProgram(id, program, 'is no file');
  const executable = await access(program, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!executable)
    throw invalidProgram(id, program, 'is not executable', `Make it so: chmod +x '${program}'`);
  if (cwd !== undefined && !(await stat(cwd).catch(() => undefined))?.isDirectory()) {
    // Node's own error for this says that the program is missing.
    throw invalidProgram(id, program, `cannot start in '${cwd}', which is no folder`);
  }
};
