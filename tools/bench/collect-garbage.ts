import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Frees what is not needed any more, so that a sample does not pay for what the one before it has left. */
export const collectGarbage: () => void = runInNewContext('gc');
