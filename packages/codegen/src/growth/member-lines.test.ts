import { expect, test } from 'vitest';
import { memberLines } from './member-lines.ts';

const source = `/** What runs. */
export interface App {
  readonly id: string;
  readonly env?: Record<string, string>;
}

export type State =
  | 'running'
  | 'ended';

/** Runs applications. @contract era:runtime@1.0.0 */
export interface Runtime {
  /** @throws app_running where it runs */
  start(
    app: App,
    how: { fast: boolean },
  ): Promise<void>;
  stop(): Promise<void>;
}
`;

test.each([
  ['App', 2],
  ['App.env', 4],
  ['App.gone', 2],
  ['State "paused"', 7],
  ['Runtime.start(app)', 15],
  ['Runtime.start(how).fast', 16],
  ['Runtime.start(gone)', 14],
  ['Runtime.stop()', 18],
  ['Runtime.gone', 12],
  ['Runtime.start @throws app_running', 14],
  ['Elsewhere.env', undefined],
])('memberLines() finds the nearest line of %s', (member, line) => {
  expect(memberLines(source, [member])).toEqual([line]);
});
