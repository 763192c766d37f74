export type {
  Boundary,
  BoundaryKind,
  Ending,
  GuestPlugin,
  GuestTransport,
  IsolationLimits,
  LimitEnding,
} from './boundary.ts';
export { cutError, cutText } from './cut-error.ts';
export { type BackOff, invalidOption } from './errors.ts';
export { hostHint } from './host-hint.ts';
export {
  type AboutPlugin,
  type InstanceChange,
  type InstanceEvent,
  observeInstances,
} from './instance-events.ts';
export {
  createIsolatedLoader,
  type IsolatedLoader,
  type IsolatedPlugin,
  isolatePlugin,
  type LoaderOptions,
} from './isolated-loader.ts';
export { defaultTimes } from './limits.ts';
export { type OutputEvent, observeOutput } from './output-events.ts';
export { OutputLines, type OutputSink, type OutputStream } from './output-lines.ts';
