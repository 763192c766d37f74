export type {
  Boundary,
  BoundaryKind,
  Ending,
  GuestPlugin,
  IsolationLimits,
  LimitEnding,
} from './boundary.ts';
export { Credit } from './credit.ts';
export {
  createIsolatedLoader,
  type IsolatedLoader,
  type IsolatedPlugin,
  isolatePlugin,
  type LoaderOptions,
} from './isolate.ts';
export { OutputLines, type OutputSink } from './output-lines.ts';
export { type Port, PortTransport, textForm } from './port-transport.ts';
