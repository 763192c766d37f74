import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../workspace.ts';

/** A folder of its own outside the repository; the caller disposes of it. */
export interface Scratch extends Disposable {
  readonly path: string;
  /** Writes files, by path; objects become JSON. */
  write(files: Readonly<Record<string, unknown>>): void;
}

/** Makes an empty folder, removed with everything in it at the end. */
export const scratch = (): Scratch => {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'mortise-e2e-')));
  return {
    path,
    write: (files) => {
      for (const [file, content] of Object.entries(files)) {
        const to = join(path, file);
        mkdirSync(dirname(to), { recursive: true });
        writeFileSync(to, typeof content === 'string' ? content : `${JSON.stringify(content, null, 2)}\n`);
      }
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
};

/** Lets code in a scratch folder import packages of this repository, from their sources. */
export const linkPackages = ({ path }: Scratch): void => {
  mkdirSync(join(path, 'node_modules/@mortise'), { recursive: true });
  for (const name of readdirSync(join(root, 'packages'))) {
    symlinkSync(join(root, 'packages', name), join(path, 'node_modules/@mortise', name));
  }
};
