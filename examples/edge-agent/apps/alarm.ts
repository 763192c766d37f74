interface Reading {
  readonly sensor: string;
  readonly celsius: number;
}

/** The sensors whose readings passed a limit, each once. */
export const alarms = (readings: readonly Reading[], limit: number): string[] => [
  ...new Set(readings.filter(({ celsius }) => celsius > limit).map(({ sensor }) => sensor)),
];
