const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;

/**
 * Calls `first` at the first signal that asks this process to end, `again` at each further one.
 *
 * @returns `seen` tells whether there was one; `release` gives them back to Node, which then ends the process
 */
export const onSignals = ({ first, again }: Record<'first' | 'again', () => Promise<void>>) => {
  let seen = false;
  const listener = () => {
    void (seen ? again() : first());
    seen = true;
  };
  for (const signal of signals) process.on(signal, listener);
  const release = () => {
    for (const signal of signals) process.off(signal, listener);
  };
  return { release, seen: () => seen };
};
