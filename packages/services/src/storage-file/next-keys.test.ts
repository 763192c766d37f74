import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KeyPiece, nextKeys } from './next-keys.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mortise-keys-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const write = (count: number) =>
  Promise.all(Array.from({ length: count }, (_, i) => writeFile(join(directory, `k${i}`), '')));

describe('nextKeys()', () => {
  it('nextKeys() gives pieces of at most so many keys, which together are all', async () => {
    await write(23);
    const seen: string[] = [];
    let after: string | undefined = '';
    for (const length of [5, 5, 5, 5, 3]) {
      const { keys, last }: KeyPiece = await nextKeys(directory, '', after ?? '', 5);
      expect(keys).toHaveLength(length);
      seen.push(...keys);
      after = last;
    }
    expect(after).toBeUndefined();
    expect(new Set(seen).size).toBe(23);
  });

  it('nextKeys() counts keys of the prefix only', async () => {
    await write(20);
    const { keys, last } = await nextKeys(directory, 'k1', '', 12);
    expect(keys).toHaveLength(11);
    expect(last).toBeUndefined();
  });

  it('nextKeys() gives the next key when the one before it is deleted', async () => {
    await write(3);
    const all = (await nextKeys(directory, '', '', 9)).keys;
    const { keys, last = '' } = await nextKeys(directory, '', '', 1);
    await rm(join(directory, keys[0] as string));
    expect([...keys, ...(await nextKeys(directory, '', last, 9)).keys]).toEqual(all);
  });

  it('nextKeys() comes to an end when each key brings another, whose name is behind its own', async () => {
    await write(30);
    const seen: string[] = [];
    for (let after: string | undefined = ''; after !== undefined && seen.length < 500; ) {
      const { keys, last }: KeyPiece = await nextKeys(directory, '', after, 5);
      for (const key of keys) await writeFile(join(directory, `z${key}`), '');
      seen.push(...keys);
      after = last;
    }
    expect(seen.length).toBeGreaterThanOrEqual(30);
    expect(seen.length).toBeLessThan(500);
  });

  it('nextKeys() gives nothing when the directory is missing', async () => {
    expect(await nextKeys(join(directory, 'none'), '', '', 9)).toEqual({ keys: [], last: undefined });
  });
});
