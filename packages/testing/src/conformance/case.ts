import type { Pending } from '@mortise/rpc';
import type { Probe } from './probe.contract.ts';

/** A probe behind the boundary that is tested. */
export interface LiveProbe {
  readonly probe: Probe;
  /** What is open on this side of the boundary; all of it is 0 at the end of a case. */
  readonly pending: Pending;
  /** Ends the boundary and all that was started for it. */
  end(): Promise<void>;
}

/** What is tested: a loader, a transport, anything that puts a probe behind a boundary. */
export interface Subject {
  /**
   * Starts a new boundary with a new probe behind it, which `createProbe` makes there. Calls have no
   * deadline but their method's own: `deadline` and `idle` of its connection are `Infinity`, since a busy
   * machine must not decide what a case shows.
   */
  start(): Promise<LiveProbe>;
  /** The cases that it cannot do, by name, each with its reason; `conformanceOf` reads it. */
  readonly unsupported?: Readonly<Record<string, string>>;
}

/** One thing that every boundary has to do. */
export interface Case {
  /** What is shown, as a sentence. */
  readonly name: string;
  /** Fails by throwing. It ends what it starts. */
  run(subject: Subject): Promise<void>;
}

/** A case on a fresh probe, at whose end nothing may be open. */
export const probeCase = (name: string, check: (probe: Probe, live: LiveProbe) => Promise<void>): Case => ({
  name,
  run: async (subject) => {
    const live = await subject.start();
    try {
      await check(live.probe, live);
      await settled(live);
    } finally {
      await live.end();
    }
  },
});

/**
 * Waits until nothing is open any more: what a call leaves behind ends soon after it, not with it.
 *
 * @throws Error saying what stays open
 */
const settled = async (live: LiveProbe): Promise<void> => {
  const open = () => Object.entries(live.pending).filter(([, count]) => count > 0);
  // One turn across the boundary and back each time: what was said before has arrived then.
  for (let turn = 0; turn < 100 && open().length > 0; turn += 1) await live.probe.nothing();
  const left = open().map(([what, count]) => `${count} ${what}`);
  if (left.length > 0) throw new Error(`These stay open: ${left.join(', ')}`);
};
