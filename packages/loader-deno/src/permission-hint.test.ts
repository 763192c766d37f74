import { expect, test } from 'vitest';
import { permissionHint } from './permission-hint.ts';

test.each([
  ['Requires read access to "/etc/passwd", run again with the --allow-read flag', '--allow-read'],
  [
    'error: Uncaught (in promise) NotCapable: Requires sys access to "uid", run again with the --allow-sys flag',
    '--allow-sys',
  ],
  ['Requires env access, run again with the --allow-env flag\n    at file', '--allow-env'],
])('%s: names the flag and where it goes', (text, flag) => {
  expect(permissionHint(text)).toContain(`'${flag}' to its 'unsafeFlags'`);
});

test('says nothing of what was not refused', () => {
  expect(permissionHint('Uncaught TypeError: too late')).toBeUndefined();
});
