import type { FieldModel, MethodModel } from '../contract/model.ts';
import { addField, compareField, compareTypes } from './compare-types.ts';
import type { Comparison, Flow } from './comparison.ts';

/** How what a method takes and what it gives comes to whoever reads it. */
interface MethodFlow {
  readonly params: Flow;
  readonly result: Flow;
}

/**
 * The flow of an interface's methods. An object that comes as a result is called by whoever calls the
 * contract, as the contract itself is; one that is passed is called from the other side.
 */
export const methodFlow = (interfaceFlow: Flow): MethodFlow =>
  interfaceFlow === 'result'
    ? { params: 'argument', result: 'result' }
    : { params: 'result', result: 'reply' };

/** Compares the methods of a contract, or of an interface that it reaches. */
export const compareMethods = (
  comparison: Comparison,
  name: string,
  before: readonly MethodModel[],
  after: readonly MethodModel[],
  flow: MethodFlow,
): void => {
  for (const old of before) {
    const member = `${name}.${old.name}`;
    const now = after.find((method) => method.name === old.name);
    if (now) compareMethod(comparison, member, old, now, flow);
    else comparison.note({ member, kind: 'removed', what: 'was removed', demands: 'major' });
  }
  const names = new Set(before.map((method) => method.name));
  for (const { name: added } of after) {
    const member = `${name}.${added}`;
    if (!names.has(added)) comparison.note({ member, kind: 'added', what: 'was added', demands: 'minor' });
  }
};

const compareMethod = (
  comparison: Comparison,
  member: string,
  before: MethodModel,
  after: MethodModel,
  flow: MethodFlow,
): void => {
  comparison.documented(member, before, after);
  compareParams(comparison, member, before.params, after.params, flow.params);
  compareResult(comparison, `${member}()`, before.result, after.result, flow.result);
  compareThrows(comparison, member, before.throws, after.throws);
  if (Boolean(before.cancellable) !== Boolean(after.cancellable)) {
    const what = after.cancellable ? 'takes an AbortSignal' : 'takes no AbortSignal any more';
    comparison.changed(member, what, after.cancellable ? 'minor' : 'major');
  }
  if (Boolean(before.idempotent) !== Boolean(after.idempotent)) {
    const what = after.idempotent ? 'is idempotent' : 'is not idempotent any more';
    comparison.changed(member, what, after.idempotent ? 'minor' : 'major');
  }
  if (before.deadline !== after.deadline) {
    const what = `has ${deadlineText(after.deadline)} and had ${deadlineText(before.deadline)}`;
    comparison.changed(member, what, 'minor');
  }
};

const deadlineText = (deadline?: string): string => (deadline ? `a deadline of ${deadline}` : 'no deadline');

/** Parameters travel by their place; their names are for people. */
const compareParams = (
  comparison: Comparison,
  method: string,
  before: readonly FieldModel[],
  after: readonly FieldModel[],
  flow: Flow,
): void => {
  const names = new Set(before.map(({ name }) => name));
  const met = new Set<FieldModel>();
  for (const [index, old] of before.entries()) {
    const named = after.find(({ name }) => name === old.name);
    const there = after[index];
    // Another name in the same place is the same parameter, unless that name came from elsewhere.
    const now = named ?? (there && !names.has(there.name) ? there : undefined);
    const member = `${method}(${now?.name ?? old.name})`;
    if (!now) {
      comparison.note({ member, kind: 'removed', what: 'was removed', demands: 'major' });
      continue;
    }
    met.add(now);
    if (now !== there) comparison.changed(member, 'stands in another place', 'major');
    if (now.name !== old.name) comparison.changed(member, `was called '${old.name}'`, 'patch');
    compareField({ comparison, member, flow }, old, now);
  }
  for (const param of after)
    if (!met.has(param)) addField({ comparison, member: `${method}(${param.name})`, flow }, param);
};

const compareResult = (
  comparison: Comparison,
  member: string,
  before: MethodModel['result'],
  after: MethodModel['result'],
  flow: Flow,
): void => {
  comparison.documented(member, before, after);
  if (before.kind !== after.kind)
    comparison.changed(member, `is a ${after.kind} and was a ${before.kind}`, 'major');
  else compareTypes({ comparison, member, flow }, before.type, after.type);
};

const compareThrows = (
  comparison: Comparison,
  method: string,
  before: MethodModel['throws'] = [],
  after: MethodModel['throws'] = [],
): void => {
  for (const old of before) {
    const member = `${method} @throws ${old.code}`;
    const now = after.find(({ code }) => code === old.code);
    if (now) comparison.documented(member, old, now);
    else comparison.note({ member, kind: 'removed', what: 'was removed', demands: 'patch' });
  }
  for (const { code } of after) {
    if (before.some((old) => old.code === code)) continue;
    const member = `${method} @throws ${code}`;
    comparison.note({ member, kind: 'added', what: 'was added', demands: 'minor' });
  }
};
