import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { BuildReport } from '@mortise/build';
import { root } from '../workspace.ts';

/**
 * Builds profiles of a product, as a person does with `npx mortise build`.
 *
 * @param product the product's folder, absolute
 * @param profiles which
 */
export const buildAgent = (product: string, profiles: readonly string[]): Promise<readonly BuildReport[]> =>
  new Promise((resolve, reject) => {
    const args = [join(root, 'packages/cli/bin/mortise.js'), 'build', '--json', '--profile', ...profiles];
    execFile(process.execPath, args, { cwd: product }, (error, stdout, stderr) => {
      if (!error) resolve(JSON.parse(stdout).reports);
      else reject(new Error(stderr || stdout || error.message));
    });
  });
