import { isMortiseError, messageOf } from '@mortise/core';
import type { Outcome } from './report.ts';

/** How long a call may be open before it counts as one that never ends, in milliseconds. */
const longest = 10_000;

/**
 * Waits until a call ends, but not for ever.
 *
 * @param run makes the call
 */
export const outcomeOf = async (run: () => Promise<unknown>): Promise<Outcome> => {
  const start = performance.now();
  const took = () => Math.round(performance.now() - start);
  let timer: NodeJS.Timeout | undefined;
  const open = new Promise<Outcome>((resolve) => {
    const onLate = () =>
      resolve({ kind: 'open', codes: [], text: `nothing within ${longest} ms`, took: took() });
    timer = setTimeout(onLate, longest);
  });
  const ended = run().then(
    (value): Outcome => ({ kind: 'answer', codes: [], text: textOf(value), took: took() }),
    (error: unknown): Outcome => ({ ...describe(error), took: took() }),
  );
  try {
    return await Promise.race([ended, open]);
  } finally {
    clearTimeout(timer);
  }
};

const describe = (error: unknown): Omit<Outcome, 'took'> => {
  const chain = chainOf(error);
  const ours = chain.filter(isMortiseError);
  return {
    kind: isMortiseError(error) ? 'mortise error' : 'own error',
    codes: ours.map(({ code }) => code),
    pluginId: ours.find(({ pluginId }) => pluginId)?.pluginId,
    phase: ours.find(({ phase }) => phase)?.phase,
    text: chain.map(textOfCause).join(' <- '),
  };
};

const chainOf = (error: unknown): unknown[] => {
  const chain = [error];
  for (let next = causeOf(error); next && chain.length < 5; next = causeOf(next)) chain.push(next);
  return chain;
};

const causeOf = (error: unknown): unknown => (error as { cause?: unknown } | null | undefined)?.cause;

/** Some causes are records of figures, not errors. */
const textOfCause = (one: unknown): string => (isRecord(one) ? textOf(one) : shorten(messageOf(one)));

const isRecord = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null || 'message' in value) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
};

const textOf = (value: unknown): string => {
  try {
    return shorten(JSON.stringify(value) ?? String(value));
  } catch (error) {
    return `what JSON cannot say: ${shorten(messageOf(error))}`;
  }
};

const shorten = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
