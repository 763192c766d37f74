/** What our module is told where no plugin waits for it. */
export const spare = 'spare';
