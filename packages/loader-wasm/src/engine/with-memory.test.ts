import { expect, test } from 'vitest';
import { compileModule, contentOf, type WasmMemory } from './web-assembly.ts';
import { withMemory } from './with-memory.ts';

/** `(module (memory (export "memory") 1) (func (export "unused")) (func (export "size") …) (data (i32.const 0) "a"))` */
const wasm = Uint8Array.from(
  [
    '0061736d01000000',
    '0108026000006000017f',
    '0303020001',
    '0503010001',
    '071a03066d656d6f7279020006756e7573656400000473697a650001',
    '0c0101',
    '0a090202000b04003f000b',
    '0b07010041000b0161',
    '00020178',
  ]
    .join('')
    .match(/../g) as string[],
  (digits) => Number.parseInt(digits, 16),
);

const { WebAssembly: api } = globalThis as unknown as {
  WebAssembly: {
    instantiate(module: unknown): Promise<{ exports: { memory: WasmMemory; size(): number } }>;
    Module: { customSections(module: unknown, name: string): unknown[] };
  };
};

test('withMemory() lets an instance begin with a memory, with the exports that stay and the section', async () => {
  const memory = new Uint8Array(2 * 65_536);
  for (const at of [3, 60, 61, 200, 70_000, memory.length - 1]) memory[at] = at;
  const section = { name: 'demo.notes', content: 'Grüße' };
  const text = withMemory(wasm, { memory, keeps: (name) => name !== 'unused', section });
  const module = await compileModule(text);
  const { exports } = await api.instantiate(module);
  expect(Object.keys(exports)).toEqual(['memory', 'size']);
  expect(new Uint8Array(exports.memory.buffer)).toEqual(memory);
  expect(exports.size()).toBe(2);
  expect(contentOf(module, 'demo.notes')).toBe('Grüße');
  expect(api.Module.customSections(module, 'x')).toEqual([]);
  expect(text.length).toBeLessThan(300);
});

test('withMemory() takes a memory of zeros alone', async () => {
  const section = { name: 'demo.notes', content: '' };
  const text = withMemory(wasm, { memory: new Uint8Array(65_536), keeps: () => true, section });
  const { exports } = await api.instantiate(await compileModule(text));
  expect(new Uint8Array(exports.memory.buffer).every((byte) => byte === 0)).toBe(true);
});
