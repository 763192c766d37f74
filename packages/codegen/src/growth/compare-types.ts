import type { FieldModel, TypeModel, VariantCase } from '../contract/model.ts';
import { isIdentifier } from '../literal.ts';
import type { Comparison, Flow } from './comparison.ts';
import { movedField } from './growth.ts';
import { typeLabel } from './type-label.ts';

type Several = Extract<TypeModel, { readonly of: readonly TypeModel[] }>;
type Variant = Extract<TypeModel, { readonly kind: 'variant' }>;

/** Two types that stand in the same place. */
interface Place {
  readonly comparison: Comparison;
  readonly member: string;
  readonly flow: Flow;
}

/** Compares what a value of some place was with what it is. */
export const compareTypes = (place: Place, before: TypeModel, after: TypeModel): void => {
  const { comparison, member, flow } = place;
  if (before.kind === 'ref' && after.kind === 'ref') {
    comparison.reach(member, { kind: 'type', before: before.name, after: after.name, flow });
  } else if (before.kind === 'stub' && after.kind === 'stub') {
    if (Boolean(before.owned) !== Boolean(after.owned)) {
      const what = after.owned ? 'is handed over and was borrowed' : 'is borrowed and was handed over';
      comparison.changed(member, what, 'major');
    }
    comparison.reach(member, { kind: 'interface', before: before.name, after: after.name, flow });
  } else if (before.kind === 'ref' || after.kind === 'ref') {
    if (!comparison.isFirst(before, after, flow)) return;
    const [old, now] = [comparison.resolve('before', before), comparison.resolve('after', after)];
    comparison.changed(member, instead(before, after), old && now ? 'patch' : 'major');
    if (old && now) compareTypes(place, old, now);
  } else {
    compareShapes(place, before, after);
  }
};

const compareShapes = (place: Place, before: TypeModel, after: TypeModel): void => {
  const [oldValues, newValues] = [valuesOf(before), valuesOf(after)];
  if (oldValues && newValues) {
    compareCases(place, oldValues, newValues);
    return;
  }
  if (before.kind !== after.kind) {
    otherType(place, before, after);
    return;
  }
  switch (before.kind) {
    case 'list':
    case 'record':
    case 'stream':
      compareTypes(inside(place, '[]'), before.of, (after as typeof before).of);
      break;
    case 'option':
      compareTypes(place, before.of, (after as typeof before).of);
      break;
    case 'tuple':
      compareTuples(place, before, after as typeof before);
      break;
    case 'union':
      compareUnions(place, before, after as typeof before);
      break;
    case 'variant':
      compareVariants(place, before, after as typeof before);
      break;
    case 'object':
      compareFields(place, before.fields, (after as typeof before).fields);
  }
};

const otherType = ({ comparison, member }: Place, before: TypeModel, after: TypeModel): void =>
  comparison.changed(member, instead(before, after), 'major');

const instead = (before: TypeModel, after: TypeModel): string =>
  `is ${typeLabel(after)} and was ${typeLabel(before)}`;

const inside = (place: Place, key: string): Place => ({ ...place, member: place.member + key });

const valuesOf = (type: TypeModel): readonly (string | number | boolean)[] | undefined => {
  if (type.kind === 'enum') return type.values;
  return type.kind === 'literal' ? [type.value] : undefined;
};

/** Compares what can be told apart by a name of its own: an enum's values, the kinds of a union. */
const compareCases = (
  { comparison, member, flow }: Place,
  before: readonly (string | number | boolean)[],
  after: readonly (string | number | boolean)[],
  name: (value: string | number | boolean) => string = caseName,
): void => {
  for (const value of before) {
    if (after.includes(value)) continue;
    comparison.note({
      member: `${member}${name(value)}`,
      kind: 'removed',
      what: 'was removed',
      demands: 'major',
    });
  }
  for (const value of after) {
    if (before.includes(value)) continue;
    // Whoever passes a new case as an argument hears it when the other side is older.
    const isHeard = flow === 'argument';
    const what = isHeard ? 'was added' : 'was added, and is sent to those who do not know it';
    const demands = isHeard ? 'minor' : 'major';
    comparison.note({ member: `${member}${name(value)}`, kind: 'added', what, demands });
  }
};

const caseName = (value: string | number | boolean): string => ` ${JSON.stringify(value)}`;

/** The values of a tuple have no length before them on the way, so that none can come behind them. */
const compareTuples = (place: Place, before: Several, after: Several): void => {
  if (before.of.length !== after.of.length) otherType(place, before, after);
  else
    for (const [index, type] of before.of.entries())
      compareTypes(inside(place, `[${index}]`), type, after.of[index] as TypeModel);
};

const compareUnions = (place: Place, before: Several, after: Several): void => {
  const { comparison } = place;
  const [old, now] = [membersByKind(comparison, 'before', before), membersByKind(comparison, 'after', after)];
  compareCases(place, [...old.keys()], [...now.keys()], (kind) => ` (${kind})`);
  for (const [kind, type] of old) {
    const other = now.get(kind);
    if (other) compareTypes(place, type, other);
  }
};

/** No two members of a union are of one kind at run time; one member may be of several. */
const membersByKind = (comparison: Comparison, side: 'before' | 'after', { of }: Several) =>
  new Map(of.flatMap((type) => comparison.kinds(side, type).map((kind) => [kind, type] as const)));

const compareVariants = (place: Place, before: Variant, after: Variant): void => {
  if (before.tag !== after.tag) {
    const what = `is told apart by '${after.tag}' and was by '${before.tag}'`;
    place.comparison.changed(place.member, what, 'major');
    return;
  }
  const values = (cases: readonly VariantCase[]) => cases.flatMap((one) => one.values);
  compareCases(place, values(before.cases), values(after.cases));
  for (const old of before.cases) {
    // One type may have been taken apart into several.
    for (const now of after.cases.filter((one) => one.values.some((value) => old.values.includes(value)))) {
      const name = old.values.find((value) => now.values.includes(value)) as string;
      compareTypes(inside(place, caseName(name)), old.type, now.type);
    }
  }
};

const compareFields = (place: Place, before: readonly FieldModel[], after: readonly FieldModel[]): void => {
  const { comparison, member } = place;
  const now = new Map(after.map((field) => [field.name, field]));
  for (const old of before) {
    const field = now.get(old.name);
    const name = member + fieldKey(old.name);
    if (field) compareField({ ...place, member: name }, old, field);
    else comparison.note({ member: name, kind: 'removed', what: 'was removed', demands: 'major' });
  }
  const names = new Set(before.map(({ name }) => name));
  const kept = before.filter(({ name }) => now.has(name));
  const moved = kept.find(({ name }, index) => after[index]?.name !== name);
  if (moved) comparison.changed(member + fieldKey(moved.name), movedField, 'major');
  for (const field of after)
    if (!names.has(field.name)) addField({ ...place, member: member + fieldKey(field.name) }, field);
};

/** Notes a parameter or a field that the baseline lacks. */
export const addField = ({ comparison, member, flow }: Place, field: FieldModel): void => {
  const isRequired = !isOptional(field);
  // A reader that passes over a value does not know of the objects in it.
  const isLost = comparison.givesObjects(field.type, flow);
  const more = isRequired
    ? ' and is required'
    : isLost
      ? ', and holds objects that an older reader never ends'
      : '';
  const demands = isRequired || isLost ? 'major' : 'minor';
  comparison.note({ member, kind: 'added', what: `was added${more}`, demands });
};

/** Compares a parameter or a field with itself in the baseline. */
export const compareField = (place: Place, before: FieldModel, after: FieldModel): void => {
  const { comparison, member } = place;
  comparison.documented(member, before, after);
  if (isOptional(before) !== isOptional(after))
    comparison.changed(member, isOptional(after) ? 'became optional' : 'became required', 'major');
  // `x?: T` and `x: T | undefined` are one on the way.
  else if (Boolean(before.optional) !== Boolean(after.optional))
    comparison.changed(member, after.optional ? 'may be left out' : 'may no longer be left out', 'patch');
  compareTypes(place, present(before), present(after));
};

const isOptional = ({ optional, type }: FieldModel): boolean => Boolean(optional) || type.kind === 'option';

const present = ({ type }: FieldModel): TypeModel => (type.kind === 'option' ? type.of : type);

const fieldKey = (name: string): string => (isIdentifier(name) ? `.${name}` : `[${JSON.stringify(name)}]`);
