const [rounds, callsPerRound] = [20, 100];

/**
 * How long a call takes, one after the other: the median of rounds, after one for warmth.
 *
 * @returns milliseconds
 */
export const callTime = async (call: () => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const started = performance.now();
    for (let count = 0; count < callsPerRound; count += 1) await call();
    if (round > 0) times.push((performance.now() - started) / callsPerRound);
  }
  return times.sort((a, b) => a - b)[rounds / 2] as number;
};
