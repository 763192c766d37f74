import { startLeakCheck } from '@mortise/testing';
import { expect, test } from 'vitest';
import { Scope } from '../../fixtures/scope.ts';

/** What a plugin finds. */
const found = async (json: string, before = ''): Promise<unknown> => {
  const check = startLeakCheck();
  const scope = new Scope({ json, before });
  try {
    return await (await scope.probe()).json(null);
  } finally {
    await scope.end();
    await check();
  }
};

test('import.meta tells of a file that is nowhere, from which modules of Node are required', async () => {
  const before = `import { createRequire } from 'node:module';
    const require = createRequire(import.meta.url);
    const asset = new URL('./asset.txt', import.meta.url);`;
  const json = `const { url, filename, dirname } = import.meta;
    return [url, filename, dirname, require('node:path').basename('/a/b'), asset.href];`;
  expect(await found(json, before)).toEqual([
    'file:///plugin.js',
    '/plugin.js',
    '/',
    'b',
    'file:///asset.txt',
  ]);
});

test('a module may begin with a line for a shell', async () => {
  expect(await found('return typeof import.meta.url;', '#!/usr/bin/env deno\n')).toBe('string');
});
