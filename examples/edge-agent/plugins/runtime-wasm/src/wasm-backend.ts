import { readFile } from 'node:fs/promises';
import type { AppSpec } from '@era/runtime';
import { type Backend, invalidProgram, programMissing, unsupported } from '@era/runtime-base';
import { launchWasi } from './wasi-program.ts';
import { compileModule, exportsOf, type WasmModule } from './web-assembly.ts';

/** WebAssembly programs that are WASI preview 1 commands, each in a worker thread of its own. */
export const wasmBackend: Backend<WasmModule> = {
  prepare: async (app) => {
    if (app.stopSignals) {
      throw unsupported(app.id, 'stopSignals', 'WebAssembly knows no signals: stop ends the program at once');
    }
    const module = await compile(app);
    const exported = exportsOf(module);
    if (!exported.includes('memory memory') || !exported.includes('function _start')) {
      throw invalidProgram(
        app.id,
        app.program,
        'is a library',
        'Build it as a WASI command, which has a _start',
      );
    }
    return module;
  },
  launch: launchWasi,
};

const compile = async ({ id, program }: AppSpec): Promise<WasmModule> => {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(program);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT'
      ? programMissing(id, program)
      : invalidProgram(id, program, `cannot be read: ${message}`);
  }
  try {
    return await compileModule(bytes);
  } catch (error) {
    throw invalidProgram(id, program, `is no WebAssembly module: ${(error as Error).message}`);
  }
};
