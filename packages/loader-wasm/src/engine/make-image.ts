import { CompileFlags, QuickJS, type Snapshot } from 'quickjs-wasi';
import { entryKey, hostKey, hostNames } from '../guest/host-calls.ts';
import { type ImageNotes, notesName } from './image.ts';
import { compileModule, type WasmMemory, type WasmModule } from './web-assembly.ts';
import { withMemory } from './with-memory.ts';

/**
 * Makes the module that engines are instances of. It runs where guests are bundled: evaluating the guest takes longer
 * than all else in the first start of a process.
 *
 * @param wasm QuickJS
 * @param guest what runs in an engine before a plugin does
 * @returns QuickJS whose memory begins with the guest running already
 */
export const makeImage = async (wasm: Uint8Array, guest: string): Promise<Uint8Array> => {
  const { memory, extensions: _, ...places } = await takeSnapshot(await compileModule(wasm), guest);
  const notes: ImageNotes = { places, size: memory.length };
  const section = { name: notesName, content: JSON.stringify(notes) };
  return withMemory(wasm, { memory, keeps: isCalled, section });
};

/** What the library calls, as far as we use it. */
const isCalled = (name: string): boolean =>
  /^(?:qjs_\w+|wasm_malloc|wasm_free|memory|__stack_pointer)$/.test(name);

/** Of an engine that has evaluated the guest. */
const takeSnapshot = async (module: WasmModule, guest: string): Promise<Snapshot> => {
  const code = await compileGuest(module, guest);
  const vm = await QuickJS.create({ wasm: module, wasi: nothingNew, timezoneOffset: 0 });
  const host = vm.newObject();
  for (const name of hostNames) {
    // Nobody calls them before an engine has put its own there.
    const call = vm.newFunction(name, () => vm.undefined);
    host.setProp(name, call);
    call.dispose();
  }
  vm.global.setProp(hostKey, host);
  host.dispose();
  vm.evalBytecode(code).dispose();
  vm.executePendingJobs();
  vm.global.getProp(entryKey).dispose();
  vm.runGC();
  const snapshot = vm.snapshot();
  vm.dispose();
  return snapshot;
};

/** In an engine of its own: what compiling leaves in a memory would be in all copies of it, as would the text. */
const compileGuest = async (module: WasmModule, guest: string): Promise<Uint8Array> => {
  const vm = await QuickJS.create({ wasm: module });
  const code = vm.compile(guest, 'mortise.js', 0, CompileFlags.STRIP_SOURCE);
  vm.dispose();
  return code;
};

/** The same files give the same image: neither the time nor a random number is in it. */
const nothingNew = (memory: WasmMemory) => ({
  clock_time_get: (_clock: number, _precision: bigint, result: number): number => {
    new DataView(memory.buffer).setBigUint64(result, 0n, true);
    return 0;
  },
  random_get: (result: number, length: number): number => {
    new Uint8Array(memory.buffer, result, length).fill(0);
    return 0;
  },
});
