import { rehearse } from '@mortise/isolation/guest';
import { importCode } from './import-code.ts';
import { StdioTransport } from './stdio-transport.ts';

/** A rehearsal over frames whose both ends are here. One that fails costs time only. */
export const rehearseHere = async (): Promise<void> => {
  const importText = (text: string) => importCode(new TextEncoder().encode(text));
  await rehearse(openPair, importText).catch(() => {});
};

const openPair = (): readonly [StdioTransport, StdioTransport] => {
  const one = new StdioTransport((bytes) => later(other, bytes));
  const other = new StdioTransport((bytes) => later(one, bytes));
  return [one, other];
};

const later = (to: StdioTransport, bytes: Uint8Array): void => {
  const own = bytes.slice();
  queueMicrotask(() => to.receive(own));
};
