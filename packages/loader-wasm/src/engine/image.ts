import { readFile } from 'node:fs/promises';
import type { Snapshot } from 'quickjs-wasi';
import { compileModule, contentOf, type WasmModule } from './web-assembly.ts';

/** What every engine begins as. */
export interface EngineImage {
  /** Its memory begins with our side of the guest running already. */
  readonly module: WasmModule;
  /** Without a memory, since the module has it. */
  readonly snapshot: Snapshot;
  /** Of the memory, in bytes. */
  readonly size: number;
}

/** What the module itself says of its memory. */
export interface ImageNotes {
  /** Where an engine finds itself in it. */
  readonly places: Pick<Snapshot, 'contextPtr' | 'runtimePtr' | 'stackPointer'>;
  /** In bytes. */
  readonly size: number;
}

/** The custom section of the module that has them as JSON. */
export const notesName = 'mortise.image';

let image: Promise<EngineImage> | undefined;

/** Read once for the process. */
export const engineImage = (): Promise<EngineImage> => {
  // Where it failed, as for want of files that may be open, the next one tries again.
  image ??= readImage().catch((error: unknown) => {
    image = undefined;
    throw error;
  });
  return image;
};

const readImage = async (): Promise<EngineImage> => {
  const module = await compileModule(await readFile(new URL('../../guest/engine.wasm', import.meta.url)));
  const { places, size } = JSON.parse(contentOf(module, notesName)) as ImageNotes;
  return { module, snapshot: { ...places, memory: new Uint8Array(), extensions: [] }, size };
};
