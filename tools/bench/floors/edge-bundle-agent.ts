// What the edge agent would hold in place of '#bootstrap', '@mortise/registry' and the generated token, if somebody
// put its one plugin in by hand.
import { AppTable } from '@era/runtime-base';
import { wasmBackend } from '../../../examples/edge-agent/plugins/runtime-wasm/src/wasm-backend.ts';
import type { WasmModule } from '../../../examples/edge-agent/plugins/runtime-wasm/src/web-assembly.ts';

type Wasm = ReturnType<typeof createWasm>;
type Log = ConstructorParameters<typeof AppTable>[1];

const createWasm = (log: Log): AppTable<WasmModule> => new AppTable(wasmBackend, log);

export const Runtime = { id: 'era:runtime@1' };

const provides = { 'era:runtime@1/wasm': { capabilities: ['logs'] } };
export const catalog = new Map([['era.wasm', { manifest: { id: 'era.wasm', version: '1.0.0', provides } }]]);

export const createRegistry = (_: unknown, { services: { log } }: { services: { log: Log } }) => {
  let wasm: Wasm | undefined;
  return {
    async find(_: unknown, name: string): Promise<Wasm> {
      if (name !== 'wasm') throw new Error(`There is no runtime '${name}'`);
      wasm ??= createWasm(log);
      return wasm;
    },
    dispose: async () => await wasm?.end(),
  };
};
