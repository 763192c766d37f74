import { execFile } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMortiseError } from '@mortise/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileStorage } from './storage-file.ts';

const user = { id: 'demo.a', version: '1.0.0' };
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (value: Uint8Array | undefined) => value && new TextDecoder().decode(value);
const posix = process.platform !== 'win32';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mortise-storage-'));
});
afterEach(async () => {
  const left = await openHandles();
  await rm(directory, { recursive: true, force: true });
  expect(left).toEqual([]);
});

/** What this process holds open in the directory, where the system tells. */
const openHandles = async () => {
  const handles = await readdir('/proc/self/fd').catch(() => []);
  const paths = await Promise.all(
    handles.map((handle) => readlink(`/proc/self/fd/${handle}`).catch(() => '')),
  );
  return paths.filter((path) => path.startsWith(directory));
};

const open = () => createFileStorage({ directory })(user);
const temporaries = () => readdir(join(directory, 'demo.a', '.tmp'));
const codeOf = (error: unknown) => isMortiseError(error) && error.code;

/** Runs a script in a process of its own, in which `storage` is open; `shell` may lower its limits first. */
const run = (script: string, options: { uid?: number; shell?: string } = {}) =>
  new Promise<{ stdout: string; stderr: string; signal: string | undefined }>((resolve) => {
    const source = new URL('../../../tools/setup/source.mjs', import.meta.url).href;
    const program = `
      import { createFileStorage } from '@mortise/services/storage-file';
      const storage = await createFileStorage({ directory: ${JSON.stringify(directory)} })(${JSON.stringify(user)});
      ${script}`;
    const command = [process.execPath, '--import', source, '--input-type=module', '--eval', program];
    const [file = '', ...args] = options.shell
      ? ['bash', '-c', `${options.shell}; exec "$@"`, '', ...command]
      : command;
    const cwd = new URL('..', import.meta.url);
    execFile(file, args, { cwd, ...(options.uid ? { uid: options.uid } : {}) }, (error, stdout, stderr) =>
      resolve({ stdout, stderr, signal: error?.signal ?? undefined }),
    );
  });

describe('createFileStorage()', () => {
  it('createFileStorage() keeps one file a key, its bytes being the value, for its user only', async () => {
    await (await open()).set('apps/web', bytes('value'));
    const file = join(directory, 'demo.a', 'apps%2fweb');
    expect(await readFile(file, 'utf8')).toBe('value');
    if (posix) {
      expect((await stat(file)).mode & 0o777).toBe(0o600);
      expect((await stat(join(directory, 'demo.a'))).mode & 0o777).toBe(0o700);
    }
    expect(await temporaries()).toEqual([]);
  });

  it('createFileStorage() makes its directory when that is missing', async () => {
    const storage = await createFileStorage({ directory: join(directory, 'a', 'b') })(user);
    await storage.set('key', bytes('value'));
    expect(await readdir(join(directory, 'a', 'b', 'demo.a'))).toContain('key');
  });

  it.each(['../../x', '..', '/etc', ''])(
    'createFileStorage() stays in its directory when a plugin is called %j',
    async (id) => {
      const storage = await createFileStorage({ directory: join(directory, 'a', 'b', 'c') })({
        id,
        version: '1.0.0',
      });
      await storage.set('key', bytes('value'));
      expect(await readdir(directory)).toEqual(['a']);
      expect(await readdir(join(directory, 'a', 'b'))).toEqual(['c']);
      expect(await readdir(join(directory, 'a', 'b', 'c'))).toHaveLength(1);
    },
  );

  it('createFileStorage() keeps its place when the process changes its working directory', async () => {
    const before = process.cwd;
    try {
      process.cwd = () => directory;
      const storage = createFileStorage({ directory: 'here' });
      process.cwd = () => join(directory, 'elsewhere');
      await (await storage(user)).set('key', bytes('value'));
    } finally {
      process.cwd = before;
    }
    expect(await readdir(directory)).toEqual(['here']);
  });

  it.each(['', undefined])('createFileStorage() throws invalid_option when its directory is %j', (value) => {
    expect(() => createFileStorage({ directory: value as never })).toThrow(
      `Cannot use option 'directory': it is '${value}', accepted is the path of a directory`,
    );
  });

  it('list() passes over what the storage did not write', async () => {
    const storage = await open();
    await storage.set('mine', bytes(''));
    await writeFile(join(directory, 'demo.a', 'Theirs'), '');
    await writeFile(join(directory, 'demo.a', '%zz'), '');
    await writeFile(join(directory, 'demo.a', '.DS_Store'), '');
    await mkdir(join(directory, 'demo.a', 'folder'));
    await mkdir(join(directory, 'demo.a', 'folder+'));
    await writeFile(join(directory, 'demo.a', 'folder+', 'file'), '');
    const keys: string[] = [];
    for await (const key of storage.list()) keys.push(key);
    expect(keys).toEqual(['mine']);
  });

  it('list() holds nothing open while its readers take their time, however many they are', async () => {
    const storage = await open();
    for (let i = 0; i < 20; i++) await storage.set(`${'x'.repeat(200)}${i}`, bytes(''));
    const lists = Array.from({ length: 100 }, () => storage.list()[Symbol.asyncIterator]());
    for (const { done } of await Promise.all(lists.map((list) => list.next()))) expect(done).toBe(false);
    expect(await openHandles()).toEqual([]);
  });

  it('list() gives each key once that is there all the time, and comes to an end, when each key brings another', async () => {
    const storage = await open();
    // More than one piece; written by hand, because `set` waits for the disk.
    const keys = Array.from({ length: 600 }, (_, i) => `k${i}`);
    const file = (key: string) => join(directory, 'demo.a', key);
    for (const key of [...keys, 'gone']) await writeFile(file(key), '');
    const seen: string[] = [];
    for await (const key of storage.list()) {
      seen.push(key);
      await writeFile(file(`${key}.bak`), '');
      if (seen.length === 300) await storage.delete('gone');
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(keys.filter((key) => !seen.includes(key))).toEqual([]);
    // Of the new ones those that came to lie before it, by chance: a fixed one.
    expect(seen.length).toBeLessThan(1_800);
  });

  it('list() rejects with storage_failed, and names the prefix, when its directory cannot be read', async () => {
    const storage = await open();
    await rm(join(directory, 'demo.a'), { recursive: true });
    await writeFile(join(directory, 'demo.a'), '');
    const error = await storage
      .list('apps/')
      [Symbol.asyncIterator]()
      .next()
      .catch((error) => error);
    expect(error).toMatchObject({ code: 'storage_failed', pluginId: 'demo.a', phase: 'call' });
    expect(error.message).toBe("Cannot list keys 'apps/': the file system answered 'ENOTDIR'");
  });

  it('createFileStorage() goes on when its directory is cleared while it is open', async () => {
    const storage = await open();
    await storage.set('key', bytes('value'));
    await rm(join(directory, 'demo.a'), { recursive: true });
    expect(await storage.get('key')).toBeUndefined();
    for await (const _ of storage.list()) expect.unreachable();
    await storage.delete('key');
    await storage.set('key', bytes('again'));
    expect(text(await storage.get('key'))).toBe('again');
  });

  it('get() gives a whole value when two processes write it at once', async () => {
    const storage = await open();
    const script = (letter: string) =>
      `for (let i = 0; i < 40; i++) await storage.set('key', new Uint8Array(300_000 + ${letter.charCodeAt(0)}).fill(${letter.charCodeAt(0)}));`;
    let writing = true;
    const writers = Promise.all([run(script('a')), run(script('b'))]).finally(() => {
      writing = false;
    });
    const seen = new Set<string>();
    const look = async () => {
      const value = await storage.get('key');
      if (value) seen.add(`${value.length - 300_000} ${new Set(value).size} ${value[0]}`);
    };
    while (writing) await look();
    await look();
    expect((await writers).map(({ stderr }) => stderr)).toEqual(['', '']);
    expect([...seen].filter((kind) => !['97 1 97', '98 1 98'].includes(kind))).toEqual([]);
    expect(seen.size).toBeGreaterThan(0);
    expect(await temporaries()).toEqual([]);
  }, 120_000);

  it.skipIf(!posix)(
    'set() leaves the old value when the process is killed, and the next open cleans up',
    async () => {
      await (await open()).set('key', bytes('old'));
      const { signal } = await run(`
      import { open } from 'node:fs/promises';
      const file = await open('/dev/null');
      Object.getPrototypeOf(file).sync = () => process.kill(process.pid, 'SIGKILL');
      await storage.set('key', new Uint8Array(5_000_000));`);
      expect(signal).toBe('SIGKILL');
      expect(await temporaries()).toHaveLength(1);
      const storage = await open();
      expect(await temporaries()).toEqual([]);
      expect(text(await storage.get('key'))).toBe('old');
    },
  );

  it('createFileStorage() removes temporary files of ended processes only', async () => {
    await open();
    const temporary = join(directory, 'demo.a', '.tmp');
    const { stdout: ended } = await run('console.log(process.pid)');
    const names = [
      `${process.pid}-mine`,
      `${process.pid}-of-an-earlier-run-with-my-id`,
      `${process.ppid}-of-a-living-process`,
      `${ended.trim()}-of-an-ended-process`,
      'unknown',
    ];
    for (const name of names) await writeFile(join(temporary, name), '');
    await utimes(join(temporary, names[1] as string), 0, 0);
    await open();
    expect((await temporaries()).sort()).toEqual([names[0], names[2], names[4]].sort());
  });

  it.skipIf(!posix)(
    'set() rejects with storage_full when there is no room, and leaves the old value',
    async () => {
      await (await open()).set('key', bytes('old'));
      // The limit is in kilobytes; a write past it fails half-way, as on a full disk.
      const { stdout } = await run(
        `await storage.set('key', new Uint8Array(5_000_000)).catch((error) => console.log(error.code, error.message));
       console.log(new TextDecoder().decode(await storage.get('key')));`,
        { shell: 'ulimit -f 1000' },
      );
      expect(stdout).toBe("storage_full Cannot set key 'key': the disk has no room left for it\nold\n");
      expect(await temporaries()).toEqual([]);
    },
  );

  it('createFileStorage() rejects with storage_failed when its directory is a file', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    const error = await Promise.resolve(createFileStorage({ directory: file })(user)).catch((error) => error);
    expect(codeOf(error)).toBe('storage_failed');
    expect(error.message).toBe(
      `Cannot open storage '${join(file, 'demo.a')}': the file system answered 'ENOTDIR'`,
    );
    expect(error).toMatchObject({ pluginId: 'demo.a', phase: 'connect', cause: { code: 'ENOTDIR' } });
  });

  it.skipIf(!posix)(
    'createFileStorage() rejects with storage_denied when its user has no right to it',
    async () => {
      const isRoot = process.getuid?.() === 0;
      await chmod(directory, 0o500);
      // To root nothing is denied, so another user asks.
      const { stderr } = await run('', isRoot ? { uid: 65_534 } : {});
      await chmod(directory, 0o700);
      expect(stderr).toContain(
        `Cannot open storage '${join(directory, 'demo.a')}': the host's user may not read or write it`,
      );
      expect(stderr).toContain("code: 'storage_denied'");
    },
  );

  it('a failing call names the key and no path of the host', async () => {
    const storage = await open();
    await mkdir(join(directory, 'demo.a', 'key', 'not-empty'), { recursive: true });
    for (const call of [storage.get('key'), storage.set('key', bytes('x')), storage.delete('key')]) {
      const error = await call.catch((error) => error);
      expect(codeOf(error)).toBe('storage_failed');
      expect(error.message).toMatch(/^Cannot (get|set|delete) key 'key': the file system answered 'E/);
      expect(error.message + error.hint).not.toContain(directory);
      expect(error).toMatchObject({ pluginId: 'demo.a', phase: 'call' });
    }
    expect(await temporaries()).toEqual([]);
    await storage.set('other', bytes('still works'));
  });
});
