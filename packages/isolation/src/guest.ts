export { bundleFunction } from './guest/bundle-function.ts';
export type { GuestTask } from './guest/guest-task.ts';
export { rehearse } from './guest/rehearse.ts';
export { serveGuest } from './guest/serve-guest.ts';
