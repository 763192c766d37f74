import type { ContractModel, Origin } from '../contract/model.ts';
import { compareMethods, methodFlow } from './compare-methods.ts';
import { compareTypes } from './compare-types.ts';
import { Comparison, type Pair } from './comparison.ts';
import type { Change, Growth } from './growth.ts';

/**
 * What a contract has gained, lost and changed since its baseline, and which part of its version that
 * raises. The rules are those by which both sides of a call still understand each other when one of
 * them is older; codegen's README lists them. A type that many methods share is told of once, by its
 * own name.
 *
 * @param baseline the model as it was released
 * @param current the model as it is
 * @example
 * ```ts
 * import { compareContracts, readContract } from '@mortise/codegen';
 *
 * const shop = (params: string) =>
 *   readContract(
 *     `/** @contract demo:shop@1.0.0 *\/ export interface Shop { buy(${params}): Promise<void> }`,
 *     'shop.contract.ts',
 *   );
 * const { demands, changes } = compareContracts(await shop('id: string'), await shop('id: string, note?: string'));
 * console.log(demands, changes[0]?.member); // minor Shop.buy(note)
 * ```
 */
export const compareContracts = (baseline: ContractModel, current: ContractModel): Growth => {
  const comparison = new Comparison(baseline, current);
  const { name } = current;
  if (name !== baseline.name) comparison.changed(name, `was called '${baseline.name}'`, 'patch');
  comparison.documented(name, baseline, current);
  compareMethods(comparison, name, baseline.methods, current.methods, methodFlow('result'));
  const worst = new Map<string, Change | undefined>();
  // More pairs are found on the way.
  for (const pair of comparison.pairs) {
    if (pair.replacedAt === undefined) comparePair(comparison, pair);
    else replaced(comparison, pair, pair.replacedAt, worstOf(baseline, current, pair, worst));
  }
  return comparison.growth;
};

const comparePair = (comparison: Comparison, pair: Pair): void => {
  const { kind, before, after } = pair;
  const named = { before: comparison[kind]('before', before), after: comparison[kind]('after', after) };
  if (!named.before || !named.after) {
    const missing = named.after ? before : after;
    comparison.changed(after, `refers to '${missing}', which is missing`, 'major');
    return;
  }
  if (before !== after) comparison.changed(after, `was called '${before}'`, 'patch');
  comparison.documented(after, named.before, named.after);
  compareOrigins(comparison, after, named.before.from, named.after.from);
  if (kind === 'type') compareNamedTypes(comparison, pair);
  else compareInterfaces(comparison, pair);
};

const compareNamedTypes = (comparison: Comparison, { before, after, flow }: Pair): void => {
  const [old, now] = [comparison.type('before', before), comparison.type('after', after)];
  if (old && now) compareTypes({ comparison, member: after, flow }, old.type, now.type);
};

const compareInterfaces = (comparison: Comparison, { before, after, flow }: Pair): void => {
  const [old, now] = [comparison.interface('before', before), comparison.interface('after', after)];
  if (!old || !now) return;
  compareMethods(comparison, after, old.methods, now.methods, methodFlow(flow));
  if (old.disposable === now.disposable) return;
  const end = { async: 'Symbol.asyncDispose', sync: 'Symbol.dispose' };
  if (!old.disposable) comparison.changed(after, `ends with ${end[now.disposable ?? 'async']}`, 'minor');
  else comparison.changed(after, `does not end with ${end[old.disposable]} any more`, 'major');
};

const compareOrigins = (comparison: Comparison, name: string, before?: Origin, after?: Origin): void => {
  const text = (origin?: Origin) =>
    origin ? `'${origin.name}' of ${origin.contract.split('@')[0]}@${origin.version}` : "the contract's own";
  if (text(before) !== text(after))
    comparison.changed(name, `is ${text(after)} and was ${text(before)}`, 'patch');
};

/** The change of a pair that demands most, looked at as if nothing else had changed. */
const worstOf = (
  baseline: ContractModel,
  current: ContractModel,
  { kind, before, after, flow }: Pair,
  known: Map<string, Change | undefined>,
): Change | undefined => {
  const key = JSON.stringify([kind, before, after, flow]);
  if (!known.has(key)) {
    const part = new Comparison(baseline, current, { kind, before, after, flow });
    for (const pair of part.pairs) comparePair(part, pair);
    const [change] = part.growth.changes;
    known.set(key, change);
  }
  return known.get(key);
};

const replaced = (comparison: Comparison, { before, after }: Pair, member: string, worst?: Change): void => {
  const demands = worst?.demands ?? 'patch';
  const detail = demands === 'patch' ? '' : `: '${worst?.member}' ${worst?.what}`;
  const what = `is ${after} and was ${before}${detail}`;
  comparison.note({ member, kind: 'changed', what, demands }, `${before} ${after}`);
};
