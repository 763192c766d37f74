import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The path of Deno itself: npm's `deno` is a script that starts it, which would be a process more. */
export function findDeno(): string {
  const path = createRequire(import.meta.url).resolve('deno/package.json');
  const { optionalDependencies } = JSON.parse(readFileSync(path, 'utf8'));
  const binary = process.platform === 'win32' ? 'deno.exe' : 'deno';
  for (const name of Object.keys(optionalDependencies)) {
    try {
      return createRequire(path).resolve(`${name}/${binary}`);
    } catch {
      // It is of another platform, and therefore not installed.
    }
  }
  throw new Error(
    `Cannot find Deno: none of '${Object.keys(optionalDependencies).join("', '")}' is installed`,
  );
}
