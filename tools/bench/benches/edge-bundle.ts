import { join } from 'node:path';
import { readJson } from '../../workspace.ts';
import type { Bench, Contest } from '../bench.ts';
import { type Bundle, bundle, run } from '../edge/bundle.ts';
import { edgeProduct, getMain, queryMain } from '../edge/product.ts';

const byHand = new URL('../floors/edge-bundle.ts', import.meta.url);
const peers = {
  hookable: new URL('../peers/edge-bundle-hookable.ts', import.meta.url),
  tapable: new URL('../peers/edge-bundle-tapable.ts', import.meta.url),
  avvio: new URL('../peers/edge-bundle-avvio.ts', import.meta.url),
};

export const edgeBundle: Bench = {
  what: 'a bundle (gzip -9) with one plugin, one service, get, find and the end',
  unit: 'bytes',
  goal: { of: 'difference', atMost: 1200 },
  prepare: () => prepare(getMain, peers),
};

export const edgeBundleQuery: Bench = {
  what: 'the same bundle with ./query',
  unit: 'bytes',
  goal: { of: 'difference', atMost: 2000 },
  prepare: () => prepare(queryMain, {}),
};

async function prepare(main: string, peers: Readonly<Record<string, URL>>): Promise<Contest> {
  const product = await edgeProduct(main);
  const floor = await bundle(byHand);
  const expected = await run(product.path, floor, 'polite');
  const sizeOf = async (made: Bundle) => {
    const printed = await run(product.path, made, 'polite');
    if (printed !== expected) throw new Error(`The bundle prints\n${printed}instead of\n${expected}`);
    return () => made.gzip;
  };
  const versions = readJson<{ devDependencies: Record<string, string> }>(
    'tools/package.json',
  ).devDependencies;
  const sides = [];
  for (const [name, entry] of Object.entries(peers)) {
    sides.push({ name, version: versions[name] as string, sample: await sizeOf(await bundle(entry)) });
  }
  return {
    subject: await sizeOf(await bundle(join(product.path, 'src/main.ts'))),
    floor: { name: 'the same with new Plugin()', sample: () => floor.gzip },
    peers: sides,
    rounds: 1,
  };
}
