// A plugin that is registered, made when the application is ready, found by a name, and ended: with avvio, which has
// no plugins that wait for their first request.
import avvio from 'avvio';
import { type Log, log, PoliteGreeter } from '../edge/polite-greeter.ts';

interface Greeters {
  readonly log: Log;
  readonly greeters: Map<string, PoliteGreeter>;
}

const app = avvio<Greeters>({ log, greeters: new Map() });
app.use(async (host) => {
  const greeter = new PoliteGreeter(host.log);
  host.greeters.set('polite', greeter);
  host.onClose(async () => await greeter.end());
});

const { greeters } = await app.ready();
const get = (name: string): PoliteGreeter => {
  const greeter = greeters.get(name);
  if (!greeter) throw new Error(`There is no '${name}'`);
  return greeter;
};

console.log(await get('polite').greet('Ada'));
console.log(await get(process.argv[2] ?? '').greet('Bob'));
await new Promise<void>((resolve) => app.close(() => resolve()));
