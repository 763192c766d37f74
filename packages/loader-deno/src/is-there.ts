import { existsSync } from 'node:fs';

/** Whether a file is there, as far as this process may know: Node's permission model throws where it may not. */
export const isThere = (path: string): boolean => {
  try {
    return existsSync(path);
  } catch {
    return false;
  }
};
