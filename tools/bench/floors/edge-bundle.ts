// The plugin of an edge bundle, put together by hand.
import { log, PoliteGreeter } from '../edge/polite-greeter.ts';

const greeter = new PoliteGreeter(log);
console.log(await greeter.greet('Ada'));
console.log(await greeter.greet('Bob'));
await greeter.end();
