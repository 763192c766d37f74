// A plugin that is registered, made at the first request, found by a name, and ended: with tapable.
import { AsyncSeriesBailHook, AsyncSeriesHook, HookMap } from 'tapable';
import { type Log, log, PoliteGreeter } from '../edge/polite-greeter.ts';

const greeters = new HookMap(() => new AsyncSeriesBailHook<[Log], PoliteGreeter>(['log']));
const end = new AsyncSeriesHook<[]>([]);
let live: PoliteGreeter | undefined;
greeters.for('polite').tapPromise('polite', async (log) => (live ??= new PoliteGreeter(log)));
end.tapPromise('polite', async () => await live?.end());

const get = async (name: string): Promise<PoliteGreeter> => {
  const greeter = await greeters.get(name)?.promise(log);
  if (!greeter) throw new Error(`There is no '${name}'`);
  return greeter;
};

console.log(await (await get('polite')).greet('Ada'));
console.log(await (await get(process.argv[2] ?? '')).greet('Bob'));
await end.promise();
