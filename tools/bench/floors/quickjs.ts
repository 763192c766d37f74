import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type JSValueHandle, QuickJS, type QuickJSOptions } from 'quickjs-wasi';
import type { Receipt } from '../contract/orders.contract.ts';
import type { RemoteFiles } from '../contract/remote.ts';
import { Waiting } from './waiting.ts';

/** The part that is used here: TypeScript has the types among those of browsers. */
declare const WebAssembly: { compile(bytes: Uint8Array): Promise<Engine> };

type Engine = QuickJSOptions['wasm'];

interface Options {
  /** What the guest evaluates: it makes `place(order)`. */
  readonly source?: string;
  /** Answers `await isPaid(id)` of the guest. */
  readonly isPaid?: (id: string) => Promise<boolean>;
}

/** A guest that answers by itself. */
const shop = 'globalThis.place = async ({ id, total, paid }) => ({ id, total, paid });';

/** A guest that asks its host once a call. */
export const askingShop =
  'globalThis.place = async ({ id, total }) => ({ id, total, paid: await isPaid(id) });';

// Numbered calls in both directions, JSON both ways.
const glue = `
  globalThis.receive = (text) => {
    const { id, order } = JSON.parse(text);
    place(order).then((answer) => send(JSON.stringify({ id, answer })));
  };
  const waiting = new Map();
  let last = 0;
  globalThis.isPaid = (order) =>
    new Promise((resolve) => {
      waiting.set(++last, resolve);
      ask(JSON.stringify({ id: last, order }));
    });
  globalThis.settle = (text) => {
    const { id, answer } = JSON.parse(text);
    waiting.get(id)(answer);
    waiting.delete(id);
  };
  globalThis.keep = () => {};
  globalThis.giveBack = (file) => file;
`;

let compiled: Promise<Engine> | undefined;

/** The engine's module, compiled once: only the first start of a process pays for that. */
function compileEngine(): Promise<Engine> {
  const path = createRequire(import.meta.url).resolve('quickjs-wasi/quickjs.wasm');
  compiled ??= WebAssembly.compile(readFileSync(path));
  return compiled;
}

/** An engine of its own for one guest, called bare: a string there and a string back. */
export async function startQuickjs({ source = shop, isPaid }: Options = {}): Promise<RemoteFiles> {
  const vm = await QuickJS.create({ wasm: await compileEngine() });
  const waiting = new Waiting();
  vm.evalCode(glue).dispose();
  vm.evalCode(source).dispose();
  const expose = (name: string, take: (text: string) => void) => {
    const call = vm.newFunction(name, (text) => {
      take(text.toString());
      return vm.undefined;
    });
    vm.setProp(vm.global, name, call);
    call.dispose();
  };
  expose('send', (text) => {
    const { id, answer } = JSON.parse(text);
    waiting.answer(id, answer);
  });
  const functions = ['receive', 'settle', 'keep', 'giveBack'] as const;
  const [receive, settle, keep, giveBack] = functions.map((name) => vm.global.getProp(name)) as [
    JSValueHandle,
    JSValueHandle,
    JSValueHandle,
    JSValueHandle,
  ];
  /** Calls a function of the guest, then what that has left to do. */
  const run = (call: JSValueHandle, message: unknown) => {
    const text = vm.newString(JSON.stringify(message));
    vm.callFunction(call, vm.undefined, text).dispose();
    text.dispose();
    vm.executePendingJobs();
  };
  expose('ask', (text) => {
    const { id, order } = JSON.parse(text);
    void isPaid?.(order).then((answer) => run(settle, { id, answer }));
  });
  const pass = <T>(call: JSValueHandle, file: Uint8Array, take: (result: JSValueHandle) => T): T => {
    const copy = vm.newUint8Array(file);
    const result = vm.callFunction(call, vm.undefined, copy);
    copy.dispose();
    return result.consume(take);
  };
  return {
    place: (order) => waiting.call((id) => run(receive, { id, order })) as Promise<Receipt>,
    attach: async (file) => pass(keep, file, () => {}),
    echo: async (file) => pass(giveBack, file, (result) => result.toUint8Array()),
    end: async () => {
      for (const handle of [receive, settle, keep, giveBack]) handle.dispose();
      vm.dispose();
    },
  };
}
