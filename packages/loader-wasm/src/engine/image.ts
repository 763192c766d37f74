import { readFile } from 'node:fs/promises';
import { QuickJS, type Snapshot } from 'quickjs-wasi';
import { entryKey, hostKey, hostNames } from '../guest/host-calls.ts';
import { compileModule, type WasmModule } from './web-assembly.ts';

/** What every engine begins as: the compiled module, and memory in which our side of the guest runs already. */
export interface EngineImage {
  readonly module: WasmModule;
  readonly snapshot: Snapshot;
}

let image: Promise<EngineImage> | undefined;

/** Made once for the process. */
export const engineImage = (): Promise<EngineImage> => {
  // Where it failed, as for want of files that may be open, the next one tries again.
  image ??= makeImage().catch((error: unknown) => {
    image = undefined;
    throw error;
  });
  return image;
};

const makeImage = async (): Promise<EngineImage> => {
  const [wasm, guest] = await Promise.all([
    readFile(new URL('../../guest/quickjs.wasm', import.meta.url)),
    readFile(new URL('../../guest/quickjs.js', import.meta.url), 'utf8'),
  ]);
  const module = await compileModule(wasm);
  const vm = await QuickJS.create({ wasm: module, timezoneOffset: 0 });
  const host = vm.newObject();
  for (const name of hostNames) {
    // Nobody calls them before an engine has put its own there.
    const call = vm.newFunction(name, () => vm.undefined);
    host.setProp(name, call);
    call.dispose();
  }
  vm.global.setProp(hostKey, host);
  host.dispose();
  vm.evalCode(guest, 'mortise.js').dispose();
  vm.executePendingJobs();
  vm.global.getProp(entryKey).dispose();
  vm.runGC();
  const snapshot = vm.snapshot();
  vm.dispose();
  return { module, snapshot };
};
