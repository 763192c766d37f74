import { expect, test } from 'vitest';
import { hostHint } from './host-hint.ts';

test.each([
  ["EMFILE: too many open files, open 'a.js'", 'ulimit -n'],
  ['spawn ENFILE', 'ulimit -n'],
  ['ENOENT: no such file or directory, uv_cwd', 'working folder'],
  ['spawn deno EAGAIN', 'ulimit -u'],
  ['Access to this API has been restricted. Use --allow-worker to manage permissions.', 'permission model'],
])('hostHint() knows %s', (message, hint) => {
  expect(hostHint(new Error(message))).toContain(hint);
});

test('hostHint() says nothing of what it does not know', () => {
  for (const cause of [new Error("ENOENT: no such file, open 'EMFILES'"), null, undefined, 'boom'])
    expect(hostHint(cause)).toBeUndefined();
});
