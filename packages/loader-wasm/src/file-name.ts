import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How a plugin sees its own file, in stacks: where it lies on the host is not its business. */
export const fileNameOf = (file: URL): string => basename(fileURLToPath(file));
