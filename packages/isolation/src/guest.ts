export { serveGuest } from './guest/serve-guest.ts';
export { type Port, PortTransport } from './port-transport.ts';
