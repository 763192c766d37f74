import type { MortiseError } from '@mortise/core';
import {
  type Boundary,
  type Ending,
  type GuestPlugin,
  type GuestTransport,
  type IsolationLimits,
  OutputLines,
  type OutputSink,
} from '@mortise/isolation';
import type { GuestTask } from '@mortise/isolation/guest';
import {
  fromText,
  Inbox,
  type Largest,
  type Message,
  type Receiver,
  type TextMessage,
  toText,
} from '@mortise/rpc';
import { endingOf } from './endings.ts';
import { Engine, type EngineEvents, type EngineLimits } from './engine/engine.ts';
import { engineImage } from './engine/image.ts';
import { engineLimits } from './engine-limits.ts';
import { cannotStart } from './errors.ts';
import { fileNameOf } from './file-name.ts';
import { Outbox } from './outbox.ts';
import { tooMuchUnread } from './unread.ts';

/** How long a plugin may run at a stretch where its calls have no limit, in milliseconds. */
export const defaultTurn = 5_000;

/** An engine in the caller's own thread, for a plugin that is trusted not to stop it. */
export class InlineBoundary implements Boundary {
  readonly ended: Promise<Ending>;
  readonly #engine: Engine;
  readonly #output: OutputLines;
  readonly #end: (ending: Ending) => void;
  readonly #outbox: Outbox;

  private constructor(engine: Engine, parts: InlineParts) {
    this.#engine = engine;
    this.#output = parts.output;
    this.#end = parts.end;
    this.ended = parts.ended;
    this.#outbox = parts.outbox;
  }

  static async start(
    limits: IsolationLimits,
    sink?: OutputSink,
    signal?: AbortSignal,
  ): Promise<InlineBoundary> {
    const own: EngineLimits = { ...engineLimits(limits), turn: limits.callTimeout ?? defaultTurn };
    const output = new OutputLines(sink);
    const outbox = new Outbox(() => {
      engine.end();
      end(tooMuchUnread);
    });
    let end: (ending: Ending) => void = () => {};
    const ended = new Promise<Ending>((resolve) => {
      end = (ending) => {
        output.end();
        resolve(ending);
      };
    });
    const engine = await startEngine(own, {
      onMessage: (message) => outbox.push(message),
      onPrint: (line) => output.line(line),
      // What it had sent before comes first.
      onEnd: (reason) => outbox.whenEmpty(() => end(endingOf(reason, own))),
    });
    if (signal?.aborted) {
      engine.end();
      throw cannotStart(signal.reason);
    }
    return new InlineBoundary(engine, { output, end, ended, outbox });
  }

  enter({ manifest, limits, file, code }: GuestPlugin): GuestTransport {
    this.#output.pluginId = manifest.id;
    const transport = new InlineTransport(this.#engine, this.#outbox);
    const source = new TextDecoder().decode(code);
    const task = JSON.stringify({ manifest, limits } satisfies GuestTask);
    // Behind what this returns: the plugin's module may speak at once.
    queueMicrotask(() => this.#engine.run(task, source, fileNameOf(file)));
    return transport;
  }

  /** It has nothing that could keep the program running but its timers, which do. */
  hold(): void {}

  async end(): Promise<void> {
    this.#engine.end();
    this.#outbox.close();
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
  readonly outbox: Outbox;
}

class InlineTransport implements GuestTransport {
  readonly isNested = true;
  readonly copiesBytes = true;
  readonly #engine: Engine;
  readonly #outbox: Outbox;
  readonly #inbox = new Inbox<TextMessage>((largest, deliver) => (data) => deliver(fromText(data, largest)));

  constructor(engine: Engine, outbox: Outbox) {
    this.#engine = engine;
    this.#outbox = outbox;
  }

  get unsent(): number {
    return this.#engine.unread;
  }

  open(receiver: Receiver, largest: Largest): void {
    this.#inbox.open(receiver, largest);
    this.#outbox.open(this.#inbox.receive);
  }

  send(message: Message): void {
    if (this.#inbox.isClosed) return;
    this.#engine.receive(toText(message));
  }

  close(): void {
    this.#inbox.close();
  }

  /** The engine has ended. */
  hangUp(reason: MortiseError): void {
    this.#inbox.hangUp(reason);
  }
}
