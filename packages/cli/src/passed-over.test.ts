import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { check, gen } from './commands/gen.ts';
import { passedOverAsJson, passedOverText } from './passed-over.ts';

let cwd: string;

const write = (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
};

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'mortise-cli-'));
  write({
    'package.json': '{ "name": "app", "version": "1.0.0", "workspaces": ["loud"] }',
    'profiles/full.json': '{ "platform": "node", "plugins": {} }',
    'loud/package.json': '{ "name": "loud", "version": "1.0.0" }',
    'loud/plugin.json': '{ "manifest": 1, "id": "demo.loud", "provides": {} }',
    'loud/src/index.ts': '',
  });
});

afterEach(() => rmSync(cwd, { recursive: true }));

test('gen() and check() name a plugin.json without src/plugin.ts', async () => {
  const found = await gen({ cwd });
  expect(passedOverAsJson(found)).toEqual({ codeless: ['loud/plugin.json'] });
  expect(passedOverText(await check({ cwd }))).toBe(
    'Passed over, because there is no src/plugin.ts beside it:\n  loud/plugin.json',
  );
  write({ 'loud/src/plugin.ts': '' });
  const all = await gen({ cwd });
  expect(passedOverAsJson(all)).toEqual({});
  expect(passedOverText(all)).toBe('');
});

test('gen() refuses it where a profile names it', async () => {
  write({ 'profiles/full.json': '{ "platform": "node", "plugins": { "loud": {} } }' });
  await expect(gen({ cwd })).rejects.toThrow(
    'profiles/full.json:1:36 plugins.loud: found "loud", which has plugin.json and no src/plugin.ts',
  );
});
