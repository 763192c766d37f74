// The first module of the bundle: all others need the globals that it brings.
import { takeHostCalls } from './host-calls.ts';
import { installShims } from './shims/install.ts';

export const host = takeHostCalls();
export const { fire } = installShims(host);
