import { describe, expect, test } from 'vitest';
import { all, connectBoth, rejection } from '../fixtures/connections.ts';
import { createLives } from '../fixtures/demo.ts';
import type { Intercept, ObservedCall } from './intercept.ts';

describe('intercept', () => {
  test('sees every call, on the side that makes it and on the one that answers', async () => {
    const seen: (readonly [string, ObservedCall])[] = [];
    const observe =
      (side: string): Intercept =>
      (call, next) => {
        seen.push([side, call]);
        return next();
      };
    const { here, demo } = await connectBoth({
      here: { intercept: observe('here') },
      there: { intercept: observe('there') },
    });
    await demo.add(1, 2);
    await all(demo.count(1));
    await demo.use(createLives().open(), 5);

    expect(
      seen.map(([side, { direction, interface: name, method, result }]) => [
        side,
        direction,
        name,
        method,
        result,
      ]),
    ).toEqual([
      ['here', 'out', 'demo:demo@1', 'add', 'promise'],
      ['there', 'in', 'demo:demo@1', 'add', 'promise'],
      ['here', 'out', 'demo:demo@1', 'count', 'stream'],
      ['there', 'in', 'demo:demo@1', 'count', 'stream'],
      ['here', 'out', 'demo:demo@1', 'use', 'promise'],
      ['there', 'in', 'demo:demo@1', 'use', 'promise'],
      ['there', 'out', 'Counter', 'add', 'promise'],
      ['here', 'in', 'Counter', 'add', 'promise'],
    ]);
    expect(seen[1]?.[1].args).toEqual([1, 2]);
    await here.close();
  });

  test('can put something of the same kind around a result', async () => {
    const doubled: Intercept = ({ method, result }, next) => {
      if (result === 'stream')
        return (async function* () {
          for await (const item of next() as AsyncIterable<number>) yield item * 2;
        })();
      return method === 'add' ? (async () => ((await next()) as number) * 2)() : next();
    };
    const { here, demo } = await connectBoth({ here: { intercept: doubled }, there: { intercept: doubled } });

    expect(await demo.add(1, 2)).toBe(12);
    expect(await all(demo.count(3))).toEqual([0, 4, 8]);
    await here.close();
  });

  test.each(['here', 'there'] as const)(
    'that throws %s fails the call alone, never at once',
    async (side) => {
      let isOn = true;
      const intercept: Intercept = (_, next) => {
        if (isOn) throw new Error('not seen');
        return next();
      };
      const { here, demo } = await connectBoth({ [side]: { intercept } });

      expect((await rejection(demo.add(1, 2))).message).toBe('not seen');
      expect((await rejection(all(demo.count(1)))).message).toBe('not seen');
      isOn = false;
      expect(await demo.add(1, 2)).toBe(3);
      await here.close();
    },
  );

  test('that calls next late makes the call late', async () => {
    const later: Intercept = async (_, next) => {
      await Promise.resolve();
      return next();
    };
    const { here, demo } = await connectBoth({ here: { intercept: later } });

    expect(await demo.add(1, 2)).toBe(3);
    await here.close();
  });
});
