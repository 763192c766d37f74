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
export { OutputLines, type OutputSink, type OutputStream } from './output-lines.ts';
export { type Port, type PortForm, PortTransport, textForm } from './port-transport.ts';
export { ThreadBoundary, type ThreadOptions } from './thread.ts';
export { cutText } from './thread-error.ts';
export { ThreadNotes } from './thread-notes.ts';
