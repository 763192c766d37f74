import { deepStrictEqual, ok } from 'node:assert/strict';
import type { ContractWire, MortiseError } from '@mortise/core';
import { type Cell, connect, type Message, protocolVersion, provide, type Transport } from '@mortise/rpc';
import { rejection } from '../conformance/expect.ts';
import { createProbe } from '../conformance/probe.ts';
import { ProbeWire } from '../conformance/probe.wire.gen.ts';

/** Two ends of a transport, made for one case. */
export interface TransportEnds {
  readonly a: Transport;
  readonly b: Transport;
  /** Ends what they stand on. */
  end(): Promise<void>;
}

/** One thing that every transport has to do. */
export interface TransportCase {
  readonly name: string;
  run(start: () => Promise<TransportEnds>): Promise<void>;
}

const largest = { cells: 1_000_000, size: 64 * 1024 * 1024 };

/** What arrives at one end. */
const listen = (transport: Transport, most = largest) => {
  const messages: Message[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  let end: (reason: MortiseError) => void = () => {};
  let ends = 0;
  const closed = new Promise<MortiseError>((resolve) => {
    end = resolve;
  });
  const message = (one: Message): void => {
    messages.push(one);
    for (const { count, resolve } of waiting) if (messages.length >= count) resolve();
  };
  transport.open(
    {
      message,
      closed: (reason) => {
        ends += 1;
        end(reason);
      },
    },
    most,
  );
  const arrived = (count: number) =>
    new Promise<void>((resolve) => {
      if (messages.length >= count) resolve();
      else waiting.push({ count, resolve });
    });
  return { messages, arrived, closed, ends: () => ends };
};

const transportCase = (name: string, check: (ends: TransportEnds) => Promise<void>): TransportCase => ({
  name,
  run: async (start) => {
    const ends = await start();
    try {
      await check(ends);
    } finally {
      await ends.end();
    }
  },
});

const numbered = (number: number): Message => ({ cells: [1, number], attachments: [] });

/** Text that JSON, UTF-8 or a terminal might take amiss. */
const cells: Cell[] = [
  0,
  -1.5,
  2 ** 53,
  true,
  false,
  null,
  '',
  'Zoë 👩‍🚀 \u0000 \u2028 \uD800 "\\',
  'x'.repeat(100_000),
];

/** A row as a peer without this package would send it. */
const row = (...rest: Cell[]): Cell[] => [rest.length, ...rest];

const hello = (version: number, exports: object = {}): Cell[] =>
  row(0, version, JSON.stringify({ exports, limits: { size: 1_000_000, cells: 1_000, depth: 64 } }));

/** A connection on one end, and a peer on the other that says what it is told to. */
const againstPeer = async ({ a, b }: TransportEnds, ...rows: Cell[][]) => {
  const peer = listen(b);
  const connecting = connect(a, { exports: { probe: provide(ProbeWire, createProbe()) } });
  connecting.catch(() => {});
  b.send({ cells: rows.flat(), attachments: [] });
  return { connecting, peer };
};

const greeted = async (ends: TransportEnds) => {
  const { connecting, peer } = await againstPeer(ends, hello(protocolVersion));
  const say = (...rows: Cell[][]) => ends.b.send({ cells: rows.flat(), attachments: [] });
  return { connection: await connecting, peer, say };
};

/** What breaks the protocol once both sides have met, each by the rows that do it. */
const violations: Readonly<Record<string, readonly Cell[][]>> = {
  'an unknown operation': [row(99, 1)],
  'a row that is longer than its message': [[7, 1, 1]],
  'a row without a length': [['three', 1, 1]],
  'a second hello': [hello(protocolVersion)],
  'an answer to no call': [row(2, 1, 1)],
  'a call of an object that was never given': [row(1, 1, 77, 'nothing')],
  'one number for two calls': [row(1, 1, 1, 'nothing'), row(1, 1, 1, 'nothing')],
  'an item of no stream': [row(6, -5, 16, 1)],
  'credit for no stream': [row(9, 5, 100)],
  'credit that is no number': [row(5, 1, 1, 'count', 0, 10)],
  'a release of what it does not own': [row(11, 1)],
  'an error that is no record': [row(3, 1, false)],
};

/** What every transport has to do, for people who write one. */
export const transportConformance: readonly TransportCase[] = [
  transportCase('messages arrive in order, each once, in both directions', async ({ a, b }) => {
    const [atA, atB] = [listen(a), listen(b)];
    for (let number = 0; number < 1_000; number += 1) {
      a.send(numbered(number));
      b.send(numbered(-number));
    }
    await Promise.all([atA.arrived(1_000), atB.arrived(1_000)]);
    deepStrictEqual(
      atB.messages.map((message) => message.cells[1]),
      Array.from({ length: 1_000 }, (_, index) => index),
    );
    deepStrictEqual(atA.messages.length, 1_000);
  }),
  transportCase('cells of every type and attachments arrive as they were', async ({ a, b }) => {
    listen(a);
    const atB = listen(b);
    const attachments = [
      new Uint8Array(0),
      new Uint8Array([0, 10, 13, 255]),
      new Uint8Array(4_000_000).fill(7),
    ];
    a.send({ cells: [...cells], attachments: attachments.map((one) => one.slice()) });
    await atB.arrived(1);
    deepStrictEqual(atB.messages, [{ cells, attachments }]);
  }),
  transportCase('what was sent before the other end opened is not lost', async ({ a, b }) => {
    listen(a);
    a.send(numbered(1));
    await new Promise((resolve) => setTimeout(resolve, 0));
    const atB = listen(b);
    await atB.arrived(1);
    deepStrictEqual(atB.messages[0]?.cells, [1, 1]);
  }),
  transportCase('the other end is told of a close, once, behind all messages', async ({ a, b }) => {
    listen(a);
    const atB = listen(b);
    for (let number = 0; number < 100; number += 1) a.send(numbered(number));
    a.close();
    a.close();
    a.send(numbered(100));
    ok((await atB.closed).code);
    deepStrictEqual(atB.messages.length, 100);
    b.send(numbered(1));
    b.close();
    await new Promise((resolve) => setTimeout(resolve, 0));
    deepStrictEqual(atB.ends(), 1);
  }),
  transportCase('a message that is too large ends the end that gets it', async ({ a, b }) => {
    listen(a);
    const atB = listen(b, { cells: 10, size: 1_000 });
    a.send({ cells: [1, 2], attachments: [new Uint8Array(1_001)] });
    deepStrictEqual((await atB.closed).code, 'protocol_violation');
    deepStrictEqual(atB.messages, []);
  }),
  transportCase('another version of the protocol is refused', async (ends) => {
    const { connecting } = await againstPeer(ends, hello(protocolVersion + 1));
    deepStrictEqual((await rejection(connecting)).code, 'handshake_failed');
  }),
  transportCase('a row before hello is refused', async (ends) => {
    const { connecting } = await againstPeer(ends, row(1, 1, 1, 'nothing'));
    deepStrictEqual((await rejection(connecting)).code, 'protocol_violation');
  }),
  transportCase('another contract under the name, or none, is refused', async (ends) => {
    const exports = { probe: { id: 1, contract: 'mortise:probe@2', version: '2.0.0' } };
    const { connecting } = await againstPeer(ends, hello(protocolVersion, exports));
    const connection = await connecting;
    for (const name of ['probe', 'other', '__proto__']) {
      const get = async () => connection.get(ProbeWire as ContractWire<object>, name);
      deepStrictEqual((await rejection(get())).code, 'missing_export');
    }
  }),
  transportCase('a method that one side lacks is unsupported when called', async (ends) => {
    const { peer, say } = await greeted(ends);
    say(row(1, 1, 1, 'unheardOf', 1, 2, 3), row(1, 2, 1, 'add', 1, 2, 'more', 'to come'));
    await peer.arrived(2);
    const [, answer] = peer.messages;
    deepStrictEqual(answer?.cells.slice(1, 5), [3, 1, true, 'unsupported']);
    deepStrictEqual(answer?.cells.slice(-4), [3, 2, 2, 3]);
  }),
  ...Object.entries(violations).map(([what, rows]) =>
    transportCase(`${what} cuts the other side off`, async (ends) => {
      const { connection, say } = await greeted(ends);
      say(...rows);
      deepStrictEqual((await connection.closed).code, 'protocol_violation');
      ok(Object.values(connection.pending).every((count) => count === 0));
    }),
  ),
];
