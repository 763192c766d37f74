// `npm run fuzz`: throws broken input at what reads it, for as long as you like. The tests do the same for a moment.
import fc from 'fast-check';
import { properties } from '../../packages/codegen/fixtures/wire/properties.ts';
import { createFuzzer } from '../../packages/rpc/fixtures/fuzz.ts';
import { readArguments } from '../read-arguments.ts';

/** Tries one seed; throws where something broke. */
type Target = (seed: number) => Promise<void>;

/** How many models a property tries for one seed. */
const numRuns = 50;

const targets: Readonly<Record<string, () => Promise<Target>>> = {
  /** Generated readers and writers of random contracts. */
  decoders: async () => async (seed) => {
    for (const [name, property] of Object.entries(properties)) {
      const details = fc.check(property, { seed, numRuns });
      if (details.failed) throw new Error(`${name}: ${fc.defaultReportMessage(details)}`);
    }
  },
  /** Changed conversations, said to live connections. */
  frames: async () => {
    const fuzzers = [await createFuzzer('clone'), await createFuzzer('framed')];
    return async (seed) => {
      for (const fuzzer of fuzzers) await fuzzer.run(seed);
    };
  },
};

const usage = `Usage: npm run fuzz -- [${Object.keys(targets).join('|')}]... [--seconds 60] [--seed NUMBER]`;

/** @returns the exit code */
const main = async (): Promise<number> => {
  const options = { seconds: { type: 'string', default: '60' }, seed: { type: 'string' } } as const;
  const read = readArguments({ options, allowPositionals: true });
  if ('problem' in read) return refuse(read.problem);
  const { values, positionals } = read;
  const unknown = positionals.find((name) => !Object.hasOwn(targets, name));
  if (unknown !== undefined)
    return refuse(`found '${unknown}', expected ${Object.keys(targets).join(' or ')}`);
  const [seconds, first] = [Number(values.seconds), Number(values.seed ?? Date.now() % 2 ** 31)];
  if (!(seconds > 0)) return refuse(`found '--seconds ${values.seconds}', expected a number above 0`);
  if (!Number.isInteger(first)) return refuse(`found '--seed ${values.seed}', expected a whole number`);
  const names = positionals.length > 0 ? positionals : Object.keys(targets);
  for (const name of names) {
    const target = await targets[name]?.();
    const end = performance.now() + (seconds * 1_000) / names.length;
    let seed = first;
    for (; performance.now() < end; seed += 1) {
      showProgress(`${name} seed ${seed}`);
      try {
        await target?.(seed);
      } catch (error) {
        showProgress('');
        console.error(`${name} broke; to see it again: npm run fuzz -- ${name} --seed ${seed}`);
        console.error(error);
        return 1;
      }
    }
    showProgress('');
    console.log(`${name}: ${seed - first} seeds from ${first}, nothing broke`);
  }
  return 0;
};

const refuse = (problem: string): number => {
  console.error(`Cannot fuzz: ${problem}\n${usage}`);
  return 2;
};

const showProgress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${text}`);
};

process.exitCode = await main();
