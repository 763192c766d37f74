import type { Catalog } from '@mortise/registry';
import type { Log } from '@mortise/services';
import type { Output } from '../output.ts';

/** The plugins of a build, whichever they are: what they need is a log. */
export type AgentCatalog = Catalog<string, { readonly log: Log }>;

/** What every command gets. */
export interface CommandContext {
  readonly catalog: AgentCatalog;
  /** What stands behind the command: files or ids. */
  readonly operands: readonly string[];
  readonly options: {
    /** Events or rows as one JSON object a line. */
    readonly json: boolean;
    /** The provider that reads figures out of what applications print. */
    readonly metrics?: string;
    /** The folder that the agents of a machine share. */
    readonly state: string;
    /** How long each rung waits when an application is stopped, in milliseconds. */
    readonly timeout?: number;
    /** Whether the plugins' own log is shown. */
    readonly verbose: boolean;
  };
  readonly out: Output;
  readonly err: Output;
}

/** Does one thing and returns the exit code; what it throws is reported by the caller. */
export type Command = (context: CommandContext) => Promise<number>;
