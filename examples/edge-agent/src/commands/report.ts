import type { Metric } from '@era/metrics';
import type { AppSpec, LogLine } from '@era/runtime';
import { messageOf } from '@mortise/core';
import { outcomeOf } from '../outcome.ts';
import type { ManagedStatus } from '../runtime-manager.ts';
import type { CommandContext } from './command.ts';

/** What `era run` tells while it runs. */
export interface Report {
  /** The first call of a plugin has returned. */
  firstCall(): Promise<void>;
  started(status: ManagedStatus): Promise<void>;
  output(id: string, line: LogLine): Promise<void>;
  figure(id: string, metric: Metric): Promise<void>;
  /** A line, which is told as output, could not be read for its figures. */
  unread(id: string, error: unknown): Promise<void>;
  stopping(): Promise<void>;
  ended(status: ManagedStatus): Promise<void>;
}

/** For machines one event a line, for people the output of the programs and how they ended. */
export const createReport = (context: CommandContext, apps: readonly AppSpec[]): Report =>
  context.options.json ? reportEvents(context) : reportText(context, apps);

const reportEvents = ({ out }: CommandContext): Report => {
  const event = (name: string, fields: object) => out.line(JSON.stringify({ event: name, ...fields }));
  return {
    firstCall: () => event('first-call', { ms: performance.now() }),
    started: (status) => event('started', status),
    output: (id, line) => event('output', { id, ...line }),
    figure: (id, metric) => event('figure', { id, ...metric }),
    unread: (id, error) => event('unread', { id, message: messageOf(error) }),
    stopping: () => event('stopping', {}),
    ended: (status) => event('ended', status),
  };
};

const reportText = ({ out, err }: CommandContext, apps: readonly AppSpec[]): Report => {
  const width = Math.max(...apps.map(({ id }) => id.length));
  const prefix = (id: string) => (apps.length > 1 ? `${id.padEnd(width)} | ` : '');
  return {
    firstCall: async () => {},
    started: async () => {},
    output: async (id, { stream, text }) => {
      if (stream === 'stdout') await out.line(prefix(id) + text);
      else if (stream === 'stderr') await err.line(prefix(id) + text);
      else await err.line(`${prefix(id)}${text}`, 'yellow');
    },
    figure: (id, { name, labels, value }) => out.line(`${prefix(id)}${name}${braced(labels)} ${value}`),
    unread: (id, error) => err.line(`${prefix(id)}No figures: ${messageOf(error)}`, 'yellow'),
    stopping: () => err.line(`Stopping ${apps.map(({ id }) => id).join(', ')}; once more to kill`, 'yellow'),
    ended: (status) =>
      err.line(`${status.id} ${outcomeOf(status)}`, status.state === 'failed' ? 'red' : 'dim'),
  };
};

/** As monitoring systems write labels: `{sensor="boiler"}`. */
const braced = (labels: Metric['labels']): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};
