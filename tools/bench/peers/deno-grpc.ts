import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, credentials } from '@grpc/grpc-js';
import type { Order, Receipt } from '../contract/orders.contract.ts';
import type { RemoteShop } from '../contract/remote.ts';

/**
 * A Node process that is called through gRPC: unary calls over a Unix socket. Messages are JSON, which for so small
 * ones costs no more than protobuf, and next to nothing beside the call.
 */
export async function startGrpc(): Promise<RemoteShop> {
  const folder = mkdtempSync(join(tmpdir(), 'grpc-'));
  const address = `unix:${join(folder, 'socket')}`;
  const child = fork(fileURLToPath(new URL('deno-grpc-side.mjs', import.meta.url)), [address], {
    execArgv: [],
  });
  child.once('exit', (code) => {
    // Neither would it be ready nor a call be answered.
    if (code) throw new Error(`The server ended with ${code}`);
  });
  const ended = once(child, 'exit');
  await once(child, 'message');
  const client = new Client(address, credentials.createInsecure());
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value));
  const decode = (bytes: Buffer): Receipt => JSON.parse(bytes.toString());
  return {
    pid: child.pid as number,
    place: (order) =>
      new Promise((resolve, reject) => {
        client.makeUnaryRequest<Order, Receipt>(
          '/bench.Orders/Place',
          encode,
          decode,
          order,
          (error, receipt) => (error ? reject(error) : resolve(receipt as Receipt)),
        );
      }),
    end: async () => {
      client.close();
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
