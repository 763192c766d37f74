import type { MortiseError } from '@mortise/core';
import {
  type Boundary,
  type Ending,
  type GuestPlugin,
  type IsolationLimits,
  OutputLines,
  type OutputSink,
} from '@mortise/isolation';
import {
  fromText,
  type Largest,
  type Message,
  type Receiver,
  type TextMessage,
  type Transport,
  toText,
} from '@mortise/rpc';
import { endingOf, engineLimits, nameOf } from './endings.ts';
import { Engine, type EngineEvents, type EngineLimits } from './engine/engine.ts';
import { engineImage } from './engine/image.ts';
import { cannotStart } from './errors.ts';

/** What a plugin may send at a stretch, in characters and bytes. */
const mostWaiting = 64 * 1024 * 1024;

/** How long a plugin may run at a stretch where its calls have no limit, in milliseconds. */
const defaultTurn = 5_000;

/** An engine in the caller's own thread, for a plugin that is trusted not to stop it. */
export class InlineBoundary implements Boundary {
  readonly ended: Promise<Ending>;
  readonly #engine: Engine;
  readonly #output: OutputLines;
  readonly #end: (ending: Ending) => void;
  readonly #toHost: EngineOutput;

  private constructor(engine: Engine, parts: InlineParts) {
    this.#engine = engine;
    this.#output = parts.output;
    this.#end = parts.end;
    this.ended = parts.ended;
    this.#toHost = parts.toHost;
  }

  static async start(
    limits: IsolationLimits,
    sink?: OutputSink,
    signal?: AbortSignal,
  ): Promise<InlineBoundary> {
    const own: EngineLimits = { ...engineLimits(limits), turn: limits.callTimeout ?? defaultTurn };
    const output = new OutputLines(sink);
    const toHost = new EngineOutput(() => {
      engine.end();
      end({ kind: 'crash', how: 'it sends more than its host reads' });
    });
    let end: (ending: Ending) => void = () => {};
    const ended = new Promise<Ending>((resolve) => {
      end = (ending) => {
        output.end();
        resolve(ending);
      };
    });
    const engine = await startEngine(own, {
      onMessage: (json, attachments) => toHost.push([json, ...attachments]),
      onPrint: (line) => output.line(line),
      onEnd: (reason) => end(endingOf(reason, own)),
    });
    if (signal?.aborted) {
      engine.end();
      throw cannotStart(signal.reason);
    }
    return new InlineBoundary(engine, { output, end, ended, toHost });
  }

  enter({ manifest, file, code }: GuestPlugin, describe: (ending: Ending) => MortiseError): Transport {
    this.#output.pluginId = manifest.id;
    const transport = new InlineTransport(this.#engine, this.#toHost);
    void this.ended.then((ending) => transport.hangUp(describe(ending)));
    const source = new TextDecoder().decode(code);
    // Behind what this returns: the plugin's module may speak at once.
    queueMicrotask(() => this.#engine.run(JSON.stringify(manifest), source, nameOf(file)));
    return transport;
  }

  /** It has nothing that could keep the program running but its timers, which do. */
  hold(): void {}

  async end(): Promise<void> {
    this.#engine.end();
    this.#end({ kind: 'ended' });
  }
}

/** @throws MortiseError `cannot_start` */
const startEngine = async (limits: EngineLimits, events: EngineEvents): Promise<Engine> => {
  try {
    return await Engine.start(await engineImage(), limits, events);
  } catch (error) {
    throw cannotStart(error);
  }
};

interface InlineParts {
  readonly output: OutputLines;
  readonly end: (ending: Ending) => void;
  readonly ended: Promise<Ending>;
  readonly toHost: EngineOutput;
}

/** What an engine has sent. It sends while its host is sending, so that it is delivered a little later. */
class EngineOutput {
  #waiting: TextMessage[] = [];
  #deliver: ((message: TextMessage) => void) | undefined;
  #isScheduled = false;
  readonly #onFull: () => void;
  #waitingSize = 0;

  /** @param onFull told once the engine rests, where it has sent too much meanwhile */
  constructor(onFull: () => void) {
    this.#onFull = onFull;
  }

  set deliver(deliver: (message: TextMessage) => void) {
    this.#deliver = deliver;
    this.#schedule();
  }

  push(message: TextMessage): void {
    for (const { length } of message) this.#waitingSize += length;
    if (this.#waitingSize > mostWaiting) this.#waiting = [];
    else this.#waiting.push(message);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled || !this.#deliver) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      const isFull = this.#waitingSize > mostWaiting;
      this.#waitingSize = 0;
      if (isFull) this.#onFull();
      for (const message of this.#waiting.splice(0)) this.#deliver?.(message);
    });
  }
}

class InlineTransport implements Transport {
  /** The engine takes all at once. */
  readonly unsent = 0;
  readonly #engine: Engine;
  readonly #output: EngineOutput;
  #receiver: Receiver | undefined;
  #isClosed = false;

  constructor(engine: Engine, output: EngineOutput) {
    this.#engine = engine;
    this.#output = output;
  }

  open(receiver: Receiver, largest: Largest): void {
    this.#receiver = receiver;
    this.#output.deliver = (data) => this.#receive(data, largest);
  }

  send(message: Message): void {
    if (this.#isClosed) return;
    const data = toText(message);
    if (typeof data === 'string') this.#engine.receive(data);
    else this.#engine.receive(data[0], data.slice(1) as Uint8Array[]);
  }

  close(): void {
    this.#isClosed = true;
  }

  /** The engine has ended. */
  hangUp(reason: MortiseError): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#receiver?.closed(reason);
  }

  #receive(data: TextMessage, largest: Largest): void {
    if (this.#isClosed) return;
    try {
      this.#receiver?.message(fromText(data, largest));
    } catch (error) {
      this.hangUp(error as MortiseError);
    }
  }
}
