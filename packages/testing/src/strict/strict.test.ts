import type { ObservedCall } from '@mortise/rpc';
import { expect, test } from 'vitest';
import type { Tree } from '../conformance/probe.contract.ts';
import { createProbe } from '../conformance/probe.ts';
import { ProbeWire } from '../conformance/probe.wire.gen.ts';
import { strict } from './strict.ts';

test('strict() gives results that share nothing with the provider', async () => {
  const given: Tree[] = [];
  const keep = async (tree: Tree) => {
    given.push(tree);
    return tree;
  };
  await using live = await strict(ProbeWire, { ...createProbe(), tree: keep });
  const tree = { name: 'a', children: [] };

  const back = await live.object.tree(tree);

  expect(back).toEqual(tree);
  expect(back).not.toBe(given[0]);
  expect(given[0]).not.toBe(tree);
});

test('strict() refuses what is not of the contract, in both directions', async () => {
  await using live = await strict(ProbeWire, createProbe());

  await expect(live.object.add('1' as never, 2)).rejects.toMatchObject({
    code: 'invalid_value',
    message: expect.stringContaining('found "1" as a, expected a number'),
  });
  await expect(live.object.lie()).rejects.toMatchObject({ code: 'invalid_value' });
});

test('strict() leaves out fields that the contract does not declare', async () => {
  const probe = { ...createProbe(), tree: async () => ({ name: 'a', children: [], secret: 1 }) };
  await using live = await strict(ProbeWire, probe);

  expect(await live.object.tree({ name: 'a', children: [] })).toEqual({ name: 'a', children: [] });
});

test('strict() takes an observer and a deadline', async () => {
  const seen: string[] = [];
  const connection = {
    deadline: 20,
    intercept: ({ method }: ObservedCall, next: () => unknown) => {
      seen.push(method);
      return next();
    },
  };
  await using live = await strict(ProbeWire, createProbe(), { form: 'framed', connection });

  await expect(live.object.wait()).rejects.toMatchObject({ code: 'deadline_exceeded' });
  expect(seen).toEqual(['wait']);
  expect(live.pending.calls).toBe(1);
});

test('close() rejects what is open', async () => {
  const live = await strict(ProbeWire, createProbe());
  const waiting = live.object.wait();
  await Promise.all([expect(waiting).rejects.toMatchObject({ code: 'connection_closed' }), live.close()]);
});
