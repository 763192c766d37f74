/** What the engine's host can do for what runs in it: functions that take and give texts, numbers and bytes. */
export interface HostCalls {
  /** Sends a message, as `fromText` of @mortise/rpc reads it. */
  send(json: string, ...attachments: Uint8Array[]): void;
  /** Calls `fire` with the number after that many milliseconds. */
  startTimer(id: number, milliseconds: number): void;
  stopTimer(id: number): void;
  print(line: string): void;
  /** Random bytes. */
  random(length: number): Uint8Array;
}

/** What the host calls. */
export interface EngineEntry {
  /** @param task as JSON @param module a promise of what its module exports */
  run(task: string, module: Promise<unknown>): void;
  /** A message from the host. */
  receive(json: string): void;
  /** One with attachments. */
  receiveWith(json: string, ...attachments: Uint8Array[]): void;
  /** A timer's time has come. What it throws is a rejection that nobody handles. */
  fire(id: number): Promise<void>;
  /** The plugin has nothing to do any more, so that what it has said is sent. */
  endTurn(): void;
  /** Of the error that is `this`: the engine's own, whatever the plugin has put in its place. */
  stackOf(): unknown;
}

/** Where the host leaves its functions, and takes the entry, before a plugin is there. */
export const hostKey = '__mortiseHost';
export const entryKey = '__mortiseEntry';

/** The names of the host's functions. */
export const hostNames = ['send', 'startTimer', 'stopTimer', 'print', 'random'] as const;

const globals = globalThis as Record<string, unknown>;

/** Takes the host's functions out of the globals. */
export const takeHostCalls = (): HostCalls => {
  const host = globals[hostKey] as HostCalls;
  delete globals[hostKey];
  return host;
};

/** Offers the entry to the host, which takes it out of the globals. */
export const offerEntry = (entry: EngineEntry): void => {
  globals[entryKey] = entry;
};
