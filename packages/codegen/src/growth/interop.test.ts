import type { MethodWire } from '@mortise/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryContract } from '../../fixtures/growth/arbitrary-contract.ts';
import { changesOf } from '../../fixtures/growth/changes.ts';
import { project, projectArgs, Refused } from '../../fixtures/growth/project.ts';
import { argsOf, valuesOf } from '../../fixtures/growth/values.ts';
import { deliver, Links, messageOf, readMessage } from '../../fixtures/wire/cross.ts';
import { loadWire } from '../../fixtures/wire/load-wire.ts';
import type { ContractModel, MethodModel } from '../contract/model.ts';
import { namesOf } from '../contract/walk.ts';
import { compareContracts } from './compare-contracts.ts';

/** One side of a call: what it was generated from, and how it writes and reads the method. */
interface Side {
  readonly model: ContractModel;
  readonly method: MethodModel;
  readonly wire: MethodWire;
}

/** What the reader has after the writer has sent it; an error where it refuses. */
const args = (writer: Side, reader: Side, values: readonly unknown[]): unknown => {
  const links = new Links();
  const message = messageOf((w) => writer.wire.writeArgs(w, values), links);
  return attempt(() => readMessage(deliver(message, 'json'), (r) => reader.wire.readArgs(r), links).value);
};

const result = (writer: Side, reader: Side, value: unknown): unknown => {
  const links = new Links();
  const message = messageOf((w) => writer.wire.writeResult(w, value), links);
  return attempt(() => readMessage(deliver(message, 'json'), (r) => reader.wire.readResult(r), links).value);
};

const attempt = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    return (error as { code?: string }).code ?? error;
  }
};

/** What the reader should have: what it knows of the values, or a refusal. */
const expected = (make: () => unknown): unknown => {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refused) return 'invalid_value';
    throw error;
  }
};

/** The interface whose methods are called, and by whom: a contract's own are called by its caller. */
interface Called {
  readonly name: string;
  readonly by: 'caller' | 'provider';
}

/** Every interface that the methods of a contract reach, with whoever calls it. */
const calledIn = (model: ContractModel): Called[] => {
  const all: Called[] = [{ name: model.name, by: 'caller' }];
  const seen = new Set<string>();
  for (const { name, by } of all) {
    const other = by === 'caller' ? 'provider' : 'caller';
    for (const { params, result } of methodsOf(model, name)) {
      for (const one of params.flatMap(({ type }) => stubsIn(type, model))) add({ name: one, by: other });
      for (const one of stubsIn(result.type, model)) add({ name: one, by });
    }
  }
  function add(one: Called): void {
    const key = `${one.name} ${one.by}`;
    if (!seen.has(key)) all.push(one);
    seen.add(key);
  }
  return all;
};

const stubsIn = (type: MethodModel['result']['type'], model: ContractModel): string[] => {
  const names = namesOf(type);
  for (const name of names) {
    const inner = model.types[name]?.type;
    if (inner) for (const one of namesOf(inner)) if (!names.includes(one)) names.push(one);
  }
  return names.filter((name) => Object.hasOwn(model.interfaces, name));
};

const methodsOf = (model: ContractModel, name: string): readonly MethodModel[] =>
  name === model.name ? model.methods : (model.interfaces[name]?.methods ?? []);

/** Both sides of each method that old and new have. */
const pairsIn = (old: ContractModel, grown: ContractModel, name: string): { old: Side; grown: Side }[] => {
  const [oldWire, grownWire] = [old, grown].map((model) =>
    // A module is one of a contract; this makes one of the interface.
    loadWire({ ...model, name, methods: methodsOf(model, name) }),
  );
  return methodsOf(old, name).map((method) => {
    const now = methodsOf(grown, name).find((one) => one.name === method.name) as MethodModel;
    return {
      old: { model: old, method, wire: oldWire?.methods[method.name] as MethodWire },
      grown: { model: grown, method: now, wire: grownWire?.methods[method.name] as MethodWire },
    };
  });
};

/** Sends values of the writer's contract; what the reader has must be what it knows of them. */
const send = (
  writer: Side,
  reader: Side,
  seed: number,
  mayRefuse: { args: boolean; result: boolean },
): void => {
  for (const values of fc.sample(argsOf(writer.method.params, writer.model), { numRuns: 4, seed })) {
    const wanted = expected(() => projectArgs(reader.method.params, values, reader.model));
    if (!mayRefuse.args) expect(wanted).not.toBe('invalid_value');
    expect(args(writer, reader, values)).toEqual(wanted);
  }
  for (const value of fc.sample(valuesOf(writer.method.result.type, writer.model), { numRuns: 4, seed })) {
    const wanted = expected(() => project(reader.method.result.type, value, reader.model));
    if (!mayRefuse.result) expect(wanted).not.toBe('invalid_value');
    expect(result(writer, reader, value)).toEqual(wanted);
  }
};

const never = { args: false, result: false };

/** A contract after some changes: those that a minor step allows are kept. */
const grow = (base: ContractModel, choices: readonly number[]): { grown: ContractModel; kept: number } => {
  let grown = base;
  let kept = 0;
  for (const choice of choices) {
    const all = changesOf(grown);
    const next = all[choice % all.length] as ContractModel;
    const { demands } = compareContracts(base, next);
    if (demands === 'major') continue;
    grown = next;
    kept += 1;
  }
  return { grown, kept };
};

test('within a major, an older side and a newer one understand each other both ways', () => {
  let kept = 0;
  const choices = fc.array(fc.nat(100_000), { minLength: 10, maxLength: 40 });
  fc.assert(
    fc.property(arbitraryContract, choices, fc.nat(), (old, all, seed) => {
      const growth = grow(old, all);
      kept += growth.kept;
      for (const { name, by } of calledIn(old)) {
        for (const sides of pairsIn(old, growth.grown, name)) {
          // Only a newer caller may send what is refused: a case that it asks for.
          send(sides.old, sides.grown, seed, never);
          send(sides.grown, sides.old, seed, by === 'caller' ? { ...never, args: true } : never);
        }
      }
    }),
    { numRuns: 60 },
  );
  // Or it would have compared contracts with themselves.
  expect(kept).toBeGreaterThan(60);
});
