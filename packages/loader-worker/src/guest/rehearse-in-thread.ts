import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { rehearse } from '@mortise/isolation/guest';
import { PortTransport } from '@mortise/isolation/thread';
import { importCode } from './import-code.ts';

/** A rehearsal over ports whose both ends are here. One that fails costs time only. */
export const rehearseInThread = async (): Promise<void> => {
  const ports: MessagePort[] = [];
  const openPair = () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    return [new PortTransport(port1), new PortTransport(port2)] as const;
  };
  await rehearse(openPair, importBoth).catch(() => {});
  for (const port of ports) port.close();
};

/** As a script, and as the module that a bundle with imports needs to be. */
const importBoth = async (text: string): Promise<void> => {
  for (const bundle of [`import 'node:path';${text}`, text]) await importCode(bundle, 'file:///rehearsal.js');
};
