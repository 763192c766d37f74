import { expect, test } from 'vitest';
import { filesOf } from '../../fixtures/agent-workspace.ts';
import { overlayFiles } from './overlay.ts';

const base = filesOf({ 'a/one.ts': '1', 'a/two.ts': '2', 'b/x.ts': 'x' });

test('overlayFiles() shows what is written and hides what is deleted', () => {
  const files = overlayFiles(base, [
    { path: 'a/one.ts', text: undefined },
    { path: 'a/two.ts', text: 'new' },
    { path: 'a/deep/er/three.ts', text: '3' },
  ]);
  expect([files.read('a/one.ts'), files.read('./a/two.ts'), files.read('b/x.ts')]).toEqual([
    undefined,
    'new',
    'x',
  ]);
  expect([files.list('.'), files.list('a'), files.list('a/deep')]).toEqual([
    ['a', 'b'],
    ['deep', 'two.ts'],
    ['er'],
  ]);
});

test('overlayFiles() leaves what is below as it was', () => {
  overlayFiles(base, [{ path: 'a/one.ts', text: undefined }]);
  expect(base.read('a/one.ts')).toBe('1');
});
