import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceFactory } from '@mortise/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStorage } from './memory-storage.ts';
import type { Storage } from './storage.contract.ts';
import { createFileStorage } from './storage-file.ts';

// What holds for every storage. What only a disk can do wrong stands in storage-file.test.ts.

const user = { id: 'demo.a', version: '1.0.0' };
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (value: Uint8Array | undefined) => value && new TextDecoder().decode(value);
const keysOf = async (storage: Storage, prefix?: string) => {
  const keys: string[] = [];
  for await (const key of storage.list(prefix)) keys.push(key);
  return keys.sort();
};

/** Keys that are somewhere taken for more than a name. */
const hostile = [
  '../../x',
  '..',
  '.',
  '/',
  '/etc/passwd',
  'a/../../b',
  '\\..\\x',
  'C:\\x',
  '.tmp',
  '.tmp/1-x',
  'con',
  'CON',
  'con.txt',
  'nul',
  'a.',
  'a ',
  'a',
  'A',
  'a+',
  'a+/+b',
  '+',
  '%',
  '%2e',
  '%zz',
  '__proto__',
  'constructor',
  '\0',
  'a\nb',
  '\u001b[2J',
  'é',
  'e\u0301',
  '😀',
  '\u202e',
  'x'.repeat(512),
  `${'x'.repeat(200)}..`,
  `${'x'.repeat(200)}`,
  `${'x'.repeat(201)}`,
  `${'x'.repeat(200)}/con`,
  '/'.repeat(512),
  '😀'.repeat(128),
];

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mortise-storage-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const kinds: [string, () => ServiceFactory<Storage>][] = [
  ['createMemoryStorage()', createMemoryStorage],
  ['createFileStorage()', () => createFileStorage({ directory })],
];

describe.each(kinds)('%s', (name, create) => {
  it(`${name} gives back what was set, and undefined for what was not`, async () => {
    const storage = await create()(user);
    await storage.set('key', bytes('value'));
    expect(text(await storage.get('key'))).toBe('value');
    expect(await storage.get('other')).toBeUndefined();
    expect(Object.getPrototypeOf(await storage.get('key'))).toBe(Uint8Array.prototype);
  });

  it(`${name} replaces a value by a longer, a shorter and an empty one`, async () => {
    const storage = await create()(user);
    for (const value of ['a', 'long value', 'b', '']) {
      await storage.set('key', bytes(value));
      expect(text(await storage.get('key'))).toBe(value);
    }
    expect(await keysOf(storage)).toEqual(['key']);
  });

  it(`${name} deletes a value, also when there is none`, async () => {
    const storage = await create()(user);
    await storage.set('key', bytes('value'));
    await storage.delete('key');
    await storage.delete('key');
    expect(await storage.get('key')).toBeUndefined();
    expect(await keysOf(storage)).toEqual([]);
  });

  it(`${name} keeps the keys of each plugin apart`, async () => {
    const factory = create();
    const a = await factory(user);
    const b = await factory({ id: 'demo.b', version: '1.0.0' });
    await a.set('key', bytes('of a'));
    expect(await b.get('key')).toBeUndefined();
    for (const key of ['../demo.a/key', '/../demo.a/key', '..\\demo.a\\key']) {
      expect(await b.get(key)).toBeUndefined();
      await b.set(key, bytes('of b'));
      await b.delete(key);
    }
    expect(await keysOf(b)).toEqual([]);
    expect(text(await a.get('key'))).toBe('of a');
  });

  it(`${name} gives a plugin its values again when it is activated again`, async () => {
    const factory = create();
    await (await factory(user)).set('key', bytes('value'));
    expect(text(await (await factory({ ...user, version: '2.0.0' })).get('key'))).toBe('value');
  });

  it(`${name} keeps bytes of its own when the caller goes on using his`, async () => {
    const storage = await create()(user);
    const given = bytes('value');
    const set = storage.set('key', given);
    given.fill(0);
    await set;
    (await storage.get('key'))?.fill(0);
    expect(text(await storage.get('key'))).toBe('value');
  });

  it(`${name} keeps the viewed part of a larger or shared buffer`, async () => {
    const storage = await create()(user);
    await storage.set('part', new Uint8Array(bytes('a value').buffer, 2));
    await storage.set('shared', new Uint8Array(new SharedArrayBuffer(3)));
    expect(text(await storage.get('part'))).toBe('value');
    expect((await storage.get('shared'))?.buffer).toBeInstanceOf(ArrayBuffer);
  });

  it(`${name} tells all keys apart, whatever stands in them`, async () => {
    const storage = await create()(user);
    await Promise.all(hostile.map((key) => storage.set(key, bytes(key))));
    for (const key of hostile) expect(text(await storage.get(key))).toBe(key);
    expect(await keysOf(storage)).toEqual([...hostile].sort());
    await Promise.all(hostile.map((key) => storage.delete(key)));
    expect(await keysOf(storage)).toEqual([]);
  });

  it.each([
    ['', 'empty'],
    ['x'.repeat(513), 'too long'],
    ['é'.repeat(257), 'too long in UTF-8'],
    ['\ud800', 'a lone surrogate'],
    [undefined as never, 'no text'],
    [['a'] as never, 'no text'],
  ])(`${name} rejects with invalid_key when a key is %j (%s)`, async (key) => {
    const storage = await create()(user);
    const expected = { code: 'invalid_key', pluginId: 'demo.a', phase: 'call' };
    await expect(storage.get(key)).rejects.toMatchObject(expected);
    await expect(storage.set(key, bytes('x'))).rejects.toMatchObject(expected);
    await expect(storage.delete(key)).rejects.toMatchObject(expected);
    expect(await keysOf(storage)).toEqual([]);
  });

  it.each(['text', [1, 2], new Uint16Array(2), new ArrayBuffer(2), 5, undefined])(
    `${name} rejects with invalid_value when a value is %j, and keeps the old one`,
    async (value) => {
      const storage = await create()(user);
      await storage.set('key', bytes('old'));
      await expect(storage.set('key', value as never)).rejects.toMatchObject({ code: 'invalid_value' });
      expect(text(await storage.get('key'))).toBe('old');
    },
  );

  it(`${name} lists the keys that begin with a prefix`, async () => {
    const storage = await create()(user);
    for (const key of ['app/a', 'app/b', 'App/c', 'apps', `app/${'x'.repeat(400)}`]) {
      await storage.set(key, bytes(''));
    }
    expect(await keysOf(storage, 'app/')).toEqual(['app/a', 'app/b', `app/${'x'.repeat(400)}`]);
    expect(await keysOf(storage, 'none')).toEqual([]);
  });

  it(`${name} ends a list that is stopped early, or during which other keys are set`, async () => {
    const storage = await create()(user);
    for (let i = 0; i < 50; i++) await storage.set(`k${i}`, bytes(''));
    for await (const _ of storage.list()) break;
    let seen = 0;
    for await (const key of storage.list('k')) {
      seen++;
      await storage.set(`new-${key}`, bytes(''));
    }
    expect(seen).toBe(50);
  });

  it(`${name} holds 10,000 keys that are set all at once`, { timeout: 120_000 }, async () => {
    const storage = await create()(user);
    const keys = Array.from({ length: 10_000 }, (_, i) => `key/${i}`);
    await Promise.all(keys.map((key) => storage.set(key, bytes(key))));
    expect(await keysOf(storage)).toEqual([...keys].sort());
    expect(text(await storage.get('key/9999'))).toBe('key/9999');
  });

  it(`${name} holds values of 5 MB`, async () => {
    const storage = await create()(user);
    const value = new Uint8Array(5_000_000).map((_, i) => i % 251);
    await storage.set('large', value);
    expect(Buffer.compare((await storage.get('large')) ?? new Uint8Array(), value)).toBe(0);
  });

  it(`${name} keeps the last of many values that are set at once, and the order of all calls for a key`, async () => {
    const factory = create();
    const [one, two] = [await factory(user), await factory(user)];
    const values = Array.from({ length: 50 }, (_, i) => `${i}`.repeat(10_000 - i * 100));
    const calls = values.map((value, i) => (i % 2 ? one : two).set('key', bytes(value)));
    const read = one.get('key');
    const deleted = two.delete('key');
    const after = one.get('key');
    await Promise.all(calls);
    expect(text(await read)).toBe(values.at(-1));
    await deleted;
    expect(await after).toBeUndefined();
  });

  it(`${name} rejects with unsupported_grant when a plugin asks for another scope`, async () => {
    const factory = create();
    const ask = async (scope: unknown) => factory({ ...user, grant: { scope } });
    await expect(ask('tenant')).rejects.toMatchObject({ code: 'unsupported_grant', pluginId: 'demo.a' });
    await expect(ask('plugin')).resolves.toBeDefined();
  });
});
