import { type Contract, contract, type Plugin } from '@mortise/core';
import { createCatalog, createRegistry, type Registry } from '@mortise/registry';
import type { Bench, Contest } from '../bench.ts';
import { awaitAll, createMap, getAll } from '../floors/registry-get.ts';
import { shuffle } from '../measure.ts';
import { time, timeAsync } from '../time.ts';

type Token = Contract<object>;

interface Request {
  readonly contract: Token;
  readonly name: string;
  readonly path: string;
}

/** Products have few contracts with few names each; here are a hundred of a hundred. */
const requests: readonly Request[] = shuffle(
  Array.from({ length: 100 }, (_, number) =>
    contract<object>()(`bench:contract-${number}@1`, '1.0.0'),
  ).flatMap((token) =>
    Array.from(
      { length: 100 },
      (_, number): Request => ({
        contract: token,
        name: `provider-${number}`,
        path: `${token.id}/provider-${number}`,
      }),
    ),
  ),
);

// Lists of their own, as the floor has one of its keys: both sides take what they ask for from a list.
const tokens = requests.map(({ contract }) => contract);
const names = requests.map(({ name }) => name);

export const registryGet: Bench = {
  what: 'registry.get among 10,000 active providers, until it returns its promise',
  unit: 'ns',
  goal: { of: 'ratio', atMost: 3 },
  prepare: () =>
    prepare(
      'Map.get among 10,000 promises',
      async (get, found) => {
        const cost = time(requests.length, () => {
          for (let index = 0; index < requests.length; index += 1) {
            found[index] = get(tokens[index] as Token, names[index] as string);
          }
        });
        for (const [index, promise] of found.entries()) found[index] = await promise;
        return cost;
      },
      (map, keys, found) => time(keys.length, () => getAll(map, keys, found)),
    ),
};

export const registryGetAwaited: Bench = {
  what: 'await registry.get among 10,000 active providers, one after the other',
  unit: 'ns',
  goal: { of: 'ratio', atMost: 2 },
  prepare: () =>
    prepare(
      'await of Map.get among 10,000 promises',
      (get, found) =>
        timeAsync(requests.length, async () => {
          for (let index = 0; index < requests.length; index += 1) {
            found[index] = await get(tokens[index] as Token, names[index] as string);
          }
        }),
      (map, keys, found) => timeAsync(keys.length, () => awaitAll(map, keys, found)),
    ),
};

type Get = Registry['find'];
type Found = unknown[];
type Cost = number | Promise<number>;

async function prepare(
  floor: string,
  ask: (get: Get, found: Found) => Cost,
  askMap: (map: ReadonlyMap<string, unknown>, keys: readonly string[], found: Found) => Cost,
): Promise<Contest> {
  const registry = createRegistry(createCatalog(requests.map(createPlugin)));
  // The names of so many plugins are no types; `find` has the type for that.
  const get = registry.get as Get;
  const providers = await Promise.all(requests.map(({ contract, name }) => get(contract, name)));
  const keys = requests.map(({ path }) => path);
  const map = createMap(keys);
  const subject = async () => {
    const found: Found = new Array(requests.length);
    const cost = await ask(get, found);
    if (found.some((provider, index) => provider !== providers[index]))
      throw new Error('Another provider was found');
    return cost;
  };
  const sample = async () => {
    const found: Found = new Array(keys.length);
    const cost = await askMap(map, keys, found);
    if (found.includes(undefined)) throw new Error('A key was not found');
    return cost;
  };
  return { subject, floor: { name: floor, sample }, rounds: 500 };
}

function createPlugin({ path, name }: Request, index: number): Plugin {
  const provides = { [path]: { key: 'object', version: '1.0.0' } };
  return {
    manifest: { id: `bench.plugin-${index}`, version: '1.0.0', provides },
    code: { activate: () => ({ object: { [name]: { index } } }) },
  };
}
