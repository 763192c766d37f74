// A plugin that is registered, made at the first request, found by a name, and ended: with hookable.
import { HookableCore } from 'hookable';
import { type Log, log, PoliteGreeter } from '../edge/polite-greeter.ts';

interface Request {
  readonly log: Log;
  greeter?: PoliteGreeter;
}

const hooks = new HookableCore<Record<string, (request: Request) => Promise<void>>>();
let live: PoliteGreeter | undefined;
hooks.hook('greeter:polite', async (request) => {
  live ??= new PoliteGreeter(request.log);
  request.greeter = live;
});
hooks.hook('end', async () => await live?.end());

const get = async (name: string): Promise<PoliteGreeter> => {
  const request: Request = { log };
  await hooks.callHook(`greeter:${name}`, request);
  if (!request.greeter) throw new Error(`There is no '${name}'`);
  return request.greeter;
};

console.log(await (await get('polite')).greet('Ada'));
console.log(await (await get(process.argv[2] ?? '')).greet('Bob'));
await hooks.callHook('end', { log });
