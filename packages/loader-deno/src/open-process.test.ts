import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const pathOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

test.skipIf(process.platform === 'win32')(
  'without a file left, a start fails and harms no host',
  async () => {
    const source = pathOf('../../../tools/setup/source.mjs');
    const { stdout } = await promisify(execFile)('/bin/sh', [
      '-c',
      'ulimit -n 64; exec "$@"',
      'sh',
      process.execPath,
      '--import',
      source,
      pathOf('../fixtures/no-files.ts'),
    ]);
    const [none, few, all] = stdout.trim().split('\n');
    expect(none).toMatch(
      /^cannot_start: Cannot start '.+': EMFILE: too many open files.* \(.*\(ulimit -n\)\)$/,
    );
    expect(few).toMatch(/^cannot_start: .*ulimit -n|^started$/);
    expect(all).toBe('started');
  },
);
