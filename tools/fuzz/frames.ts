import { parseArgs } from 'node:util';
import { createFuzzer } from '../../packages/rpc/fixtures/fuzz.ts';

// Says changed conversations to live connections of @mortise/rpc, in both forms, until the time is over:
//   node --import ./tools/setup/source.mjs tools/fuzz/frames.ts --seconds 60 --seed 1

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' } },
});
const first = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const end = performance.now() + Number(values.seconds) * 1_000;
const fuzzers = { clone: await createFuzzer('clone'), framed: await createFuzzer('framed') };
const ends: Record<string, number> = {};

for (let seed = first; performance.now() < end; seed += 1) {
  for (const [form, fuzzer] of Object.entries(fuzzers)) {
    try {
      const came = await fuzzer.run(seed);
      ends[came] = (ends[came] ?? 0) + 1;
    } catch (error) {
      console.error(`fuzz: ${form}, --seed ${seed}:`, error);
      process.exit(1);
    }
  }
}
console.log(`fuzz: frames from --seed ${first}:`, ends);
