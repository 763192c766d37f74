import { expect, test, vi } from 'vitest';

vi.mock('node:fs', async (original) => ({
  ...(await original<typeof import('node:fs')>()),
  existsSync: () => {
    throw Object.assign(new Error('Access to this API has been restricted'), { code: 'ERR_ACCESS_DENIED' });
  },
}));

test('where Node may not look for a file, the package is imported all the same, and says what it lacks', async () => {
  const { createDenoLoader } = await import('./index.ts');
  const { unsupported } = createDenoLoader({ wires: [] });
  expect(unsupported).toHaveProperty('end of a looping process when its host is killed');
});
