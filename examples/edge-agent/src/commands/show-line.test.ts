import { expect, test, vi } from 'vitest';
import { showLine } from './show-line.ts';

const reportOf = () => ({ figure: vi.fn(), output: vi.fn(), unread: vi.fn() });
const line = { stream: 'stdout', text: 'heat=5', time: 0 } as never;

test('the figures of a line are told, and else the line', async () => {
  const [report, figure] = [reportOf(), { name: 'heat', labels: {}, value: 5 }];
  await showLine('a', line, report, { read: async () => [figure] } as never);
  await showLine('b', line, report, { read: async () => [] } as never);
  await showLine('c', line, report);
  expect(report.figure.mock.calls).toEqual([['a', figure]]);
  expect(report.output.mock.calls).toEqual([
    ['b', line],
    ['c', line],
  ]);
});

test('a line that breaks the plugin which reads it is told all the same, and so are the next ones', async () => {
  const report = reportOf();
  const read = vi.fn().mockRejectedValueOnce(new Error('it has ended')).mockResolvedValue([]);
  for (let count = 0; count < 2; count += 1) await showLine('a', line, report, { read } as never);
  expect(report.unread).toHaveBeenCalledExactlyOnceWith(
    'a',
    expect.objectContaining({ message: 'it has ended' }),
  );
  expect(report.output).toHaveBeenCalledTimes(2);
});
