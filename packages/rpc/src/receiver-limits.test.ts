import { expect, test } from 'vitest';
import { hello, limits, offers, startRaw } from '../fixtures/raw-peer.ts';
import { call, contractOf, list, nothing, text } from '../fixtures/types.ts';

interface Lists {
  take(lists: readonly (readonly string[])[]): Promise<void>;
}

const ListsWire = contractOf<Lists>('demo:demo@1', { take: call([list(list(text))], nothing) });

/** A connection to a peer that takes no more than it says, and that would have told of what it got. */
const startLists = async (most: Partial<typeof limits>) => {
  const raw = startRaw();
  raw.say(hello(1, JSON.stringify({ exports: offers, limits: { ...limits, ...most } })));
  const connection = await raw.connecting;
  return { ...raw, connection, lists: connection.get(ListsWire, 'demo') };
};

test.each<readonly [limit: string, most: Partial<typeof limits>, fine: string[][], tooMuch: string[][]]>([
  ['depth', { depth: 1 }, [], [[]]],
  ['cells', { cells: 9 }, [['a']], [Array.from({ length: 10 }, () => 'a')]],
  ['size', { size: 3 }, [['abc']], [['abcd']]],
])("a sender keeps to the receiver's limit of %s", async (limit, most, fine, tooMuch) => {
  const { connection, lists, heard, quiet } = await startLists(most);
  const refused = lists.take(tooMuch).catch((error: unknown) => error);
  await quiet();
  expect(heard).toEqual([]);
  expect(await refused, limit).toMatchObject({ code: 'value_too_large' });
  const taken = lists.take(fine).catch(() => {});
  await quiet();

  expect(heard).toHaveLength(1);
  await connection.close();
  await taken;
});
