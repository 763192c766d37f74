import type { ReportedError } from '../errors.ts';

/** What one `era` asks another: one line of JSON, then the other side answers and closes. */
export type Request =
  | { readonly ask: 'list' }
  | { readonly ask: 'logs'; readonly id: string }
  | { readonly ask: 'stop'; readonly id: string; readonly timeout?: number };

/** One line of the answer; the last one is `done` or an error. */
export type Reply = { readonly value: unknown } | { readonly done: true } | { readonly error: ReportedError };

/** Lines of JSON out of text as it comes in pieces. */
export async function* readLines(
  chunks: AsyncIterable<Buffer>,
  limit: number,
): AsyncGenerator<unknown, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > limit) throw new RangeError(`A line is longer than ${limit} characters`);
    for (const line of lines) yield JSON.parse(line);
  }
}
