import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isMortiseError } from '@mortise/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChildTransport, startChild } from '../fixtures/child-transport.ts';
import { all, none, rejection } from '../fixtures/connections.ts';
import { type Demo, DemoWire } from '../fixtures/demo.ts';
import { type Connection, connect } from './index.ts';

const peer = fileURLToPath(new URL('../fixtures/peer.py', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;
const why = hasPython ? '' : ' (skipped: there is no python3 here)';

describe.skipIf(!hasPython)(`a peer in Python${why}`, () => {
  let transport: ChildTransport;
  let connection: Connection;
  let demo: Demo;
  beforeEach(async () => {
    transport = startChild('python3', peer);
    connection = await connect(transport, { limits: { window: 1_000 } });
    demo = connection.get(DemoWire, 'demo');
  });
  afterEach(async () => {
    await connection.close();
    expect(await transport.exited).toBe(0);
    expect(connection.pending).toEqual(none);
  });

  test('passes the handshake and answers calls', async () => {
    expect(connection.offers).toEqual({ demo: { id: 1, contract: 'demo:demo@1', version: '1.0.0' } });
    expect(await demo.add(1, 2.5)).toBe(3.5);
    expect(await demo.greet('Zoë 👩‍🚀 \u0000 "\\')).toBe('Hello, Zoë 👩‍🚀 \u0000 "\\');
    expect(await Promise.all(Array.from({ length: 500 }, (_, index) => demo.add(index, 1)))).toHaveLength(
      500,
    );
  });

  test('takes and gives bytes', async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);

    expect(await Promise.all([demo.bytes(bytes), demo.bytes(new Uint8Array(0))])).toEqual([
      bytes,
      new Uint8Array(0),
    ]);
  });

  test('answers with errors, its own and those of its runtime', async () => {
    const own = await rejection(demo.fail());
    expect(own).toMatchObject({ name: 'RemoteError', code: 'failed', message: "KeyError('nothing')" });

    const lacking = await rejection(demo.wait());
    expect(isMortiseError(lacking)).toBe(true);
    expect(lacking).toMatchObject({ code: 'unsupported' });
    expect(await rejection(all(demo.opens(3)))).toMatchObject({ code: 'unsupported' });
    expect(await demo.add(1, 2)).toBe(3);
  });

  test('streams within its credit, and stops', async () => {
    expect(await all(demo.count(1_000))).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
    // Each is larger than the window.
    expect((await all(demo.pieces(5, 10_000))).map(([first]) => first)).toEqual([0, 1, 2, 3, 4]);
    for await (const index of demo.count(1_000_000_000)) if (index === 100) break;
    expect(await demo.add(1, 2)).toBe(3);
  });

  test('keeps within the limits of calls that it has said', async () => {
    const calls = Array.from({ length: 1_001 }, () => demo.add(1, 1));

    expect(await rejection(calls[1_000] as Promise<number>)).toMatchObject({ code: 'overloaded' });
    expect(await Promise.all(calls.slice(0, 1_000))).toHaveLength(1_000);
  });
});

describe.skipIf(!hasPython)(`a program that ends${why}`, () => {
  test('ends its connection with what was open', async () => {
    const transport = startChild('python3', peer);
    const connection = await connect(transport);
    const demo = connection.get(DemoWire, 'demo');
    const items = demo.count(1_000_000_000)[Symbol.asyncIterator]();
    await items.next();
    const calls = [demo.add(1, 2), demo.bytes(new Uint8Array(1_000))].map((call) =>
      call.catch((error) => error),
    );
    transport.child.kill('SIGKILL');

    expect((await connection.closed).code).toBe('exited');
    await Promise.all(calls);
    expect(connection.pending).toEqual(none);
  });

  test('that is no peer at all is a violation, or a connection that ended', async () => {
    for (const code of ['print("hello, world")', 'import sys; sys.stdout.write("x" * 100)', '']) {
      const transport = startChild('python3', '-c', code);
      const error = await rejection(connect(transport));
      expect(['exited', 'protocol_violation']).toContain(error.code);
      await transport.exited;
    }
  });
});
