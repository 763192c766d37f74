import { TypedChannel } from './typed-channel.ts';

/** A line that an isolated plugin has printed, without control characters. */
export interface OutputEvent {
  readonly pluginId: string;
  readonly line: string;
}

const outputs = new TypedChannel<OutputEvent>('mortise:output');

/** To whoever observes; else to the host's standard error, as `[era.native] line`. */
export const printOutput = (line: string, pluginId: string): void => {
  if (outputs.isObserved) outputs.publish({ pluginId, line });
  else write(`[${pluginId}] ${line}\n`);
};

/** How many writes are under way. */
let writing = 0;
const ignore = () => {};

/** Where nobody reads standard error any more, its error would end the program: a plugin must not be able to cause that. */
const write = (text: string): void => {
  const { stderr } = process;
  if (writing === 0) stderr.on('error', ignore);
  writing += 1;
  stderr.write(text, () => {
    // The error comes behind this.
    setImmediate(() => {
      writing -= 1;
      if (writing === 0) stderr.off('error', ignore);
    });
  });
};

/**
 * Gets what isolated plugins print, instead of the host's standard error, as far as their loader was given no
 * `output` of its own: that is how a profile's plugins print to a log. They are published on the channel
 * `mortise:output` of `node:diagnostics_channel`.
 *
 * @param listener called for each line; where it throws or rejects, Node prints a warning and all else goes on
 * @returns stops; may be disposed again
 * @example
 * ```ts
 * import { observeOutput } from '@mortise/isolation';
 *
 * const observer = observeOutput(({ pluginId, line }) => console.info(JSON.stringify({ pluginId, line })));
 * observer[Symbol.dispose]();
 * ```
 */
export const observeOutput = (listener: (event: OutputEvent) => void): Disposable =>
  outputs.observe(listener);
