import { expect, test } from 'vitest';
import { Credit } from './credit.ts';

const start = () => {
  const posted: number[] = [];
  return { posted, credit: new Credit((number) => posted.push(number), 100) };
};

test('it asks as soon as enough was sent, and an answer takes that away', () => {
  const { posted, credit } = start();
  credit.add(99);
  expect(posted).toEqual([]);
  credit.add(50);
  credit.add(99);
  expect(posted).toEqual([149]);
  expect(credit.unread).toBe(248);
  credit.take(-149);
  expect(credit.unread).toBe(99);
});

test('what was not asked for is no answer, nor is an old one', () => {
  const { credit } = start();
  credit.add(100);
  credit.add(100);
  for (const lie of [-201, Number.NaN, Number.NEGATIVE_INFINITY, 0, -0]) credit.take(lie);
  expect(credit.unread).toBe(200);
  credit.take(-200);
  credit.take(-100);
  expect(credit.unread).toBe(0);
});

test('a question is answered with its negative', () => {
  const { posted, credit } = start();
  credit.take(7);
  expect(posted).toEqual([-7]);
  expect(credit.unread).toBe(0);
});
