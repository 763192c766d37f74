import type { GuestPlugin } from '../boundary.ts';
import type { GuestTask } from '../guest/guest-task.ts';

/** The plugin that a thread is to run, as it is sent there. */
export interface ThreadPlugin {
  readonly task: GuestTask;
  /** The text of its bundle. */
  readonly source: string;
  /** Where that lies, as the plugin is to see it. */
  readonly file: string;
}

/** @param fileName how the plugin sees where its bundle lies */
export const threadPlugin = (
  { manifest, limits, file, code }: GuestPlugin,
  fileName: (file: URL) => string,
): ThreadPlugin => ({
  task: { manifest, limits },
  source: new TextDecoder().decode(code),
  file: fileName(file),
});
