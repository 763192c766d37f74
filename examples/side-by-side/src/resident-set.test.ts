import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { residentSet } from './resident-set.ts';

test('residentSet() counts this process and what it has started, not the program that counts', async () => {
  const alone = await residentSet();
  expect(alone).toBeGreaterThan(process.memoryUsage.rss() / 2);
  const code = 'const held = Buffer.alloc(256e6, 1); console.log(held.length); process.stdin.resume()';
  const child = spawn(process.execPath, ['-e', code], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  expect((await residentSet()) - alone).toBeGreaterThan(200e6);
  child.stdin.end();
  await once(child, 'close');
});
