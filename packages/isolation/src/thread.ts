export { Credit } from './thread/credit.ts';
export { type Port, type PortForm, PortTransport, textForm } from './thread/port-transport.ts';
export { ThreadBoundary, type ThreadOptions } from './thread/thread-boundary.ts';
export { ThreadNotes } from './thread/thread-notes.ts';
export type { ThreadPlugin } from './thread/thread-plugin.ts';
