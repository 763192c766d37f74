import type {
  ContractModel,
  FieldModel,
  MethodModel,
  NamedTypeModel,
  TypeModel,
  VariantCase,
} from './model.ts';

/**
 * A model whose objects have their fields in the order in which they travel: first those of the released
 * baseline, in its order, then those that are new, in that of the source.
 *
 * @param model as the source has it
 * @param baseline the released model; one of another major has no say
 */
export const inWireOrder = (model: ContractModel, baseline: ContractModel | undefined): ContractModel => {
  if (baseline?.id !== model.id) return model;
  const types = Object.entries(model.types).map(([name, named]): [string, NamedTypeModel] => {
    const before = namedBefore(baseline.types, name, named);
    return [name, before ? { ...named, type: ordered(named.type, before.type) } : named];
  });
  const interfaces = Object.entries(model.interfaces).map(([name, one]) => {
    const before = namedBefore(baseline.interfaces, name, one);
    return [name, before ? { ...one, methods: orderedMethods(one.methods, before.methods) } : one] as const;
  });
  return {
    ...model,
    methods: orderedMethods(model.methods, baseline.methods),
    types: Object.fromEntries(types),
    interfaces: Object.fromEntries(interfaces),
  };
};

/** What a name stood for; a shared type is known by where it is from, whatever it is called here. */
const namedBefore = <T extends Pick<NamedTypeModel, 'from'>>(
  before: Readonly<Record<string, T>>,
  name: string,
  { from }: T,
): T | undefined => {
  const isSame = (one: T) => one.from?.contract === from?.contract && one.from?.name === from?.name;
  const shared = from && Object.values(before).find(isSame);
  return shared ?? (Object.hasOwn(before, name) ? before[name] : undefined);
};

const orderedMethods = (
  methods: readonly MethodModel[],
  before: readonly MethodModel[],
): readonly MethodModel[] =>
  methods.map((method) => {
    const old = before.find(({ name }) => name === method.name);
    if (!old) return method;
    return {
      ...method,
      params: method.params.map((param, index) => orderedField(param, old.params[index])),
      result: { ...method.result, type: ordered(method.result.type, old.result.type) },
    };
  });

const orderedField = (field: FieldModel, before: FieldModel | undefined): FieldModel =>
  before ? { ...field, type: ordered(field.type, before.type) } : field;

const ordered = (type: TypeModel, before: TypeModel): TypeModel => {
  // A value that could be missing before, or can be now, is the same one inside.
  if (before.kind === 'option' && type.kind !== 'option') return ordered(type, before.of);
  if (type.kind === 'option' && before.kind !== 'option') return { ...type, of: ordered(type.of, before) };
  switch (type.kind) {
    case 'list':
    case 'record':
    case 'option':
    case 'stream':
      return before.kind === type.kind ? { ...type, of: ordered(type.of, before.of) } : type;
    case 'tuple': {
      const old = before.kind === 'tuple' ? before.of : [];
      return { ...type, of: type.of.map((one, index) => (old[index] ? ordered(one, old[index]) : one)) };
    }
    case 'union': {
      const old = before.kind === 'union' ? before.of : [before];
      const match = (one: TypeModel) => old.find(({ kind }) => kind === one.kind) ?? one;
      return { ...type, of: type.of.map((one) => ordered(one, match(one))) };
    }
    case 'variant':
      return { ...type, cases: type.cases.map((one) => orderedCase(one, before)) };
    case 'object':
      return before.kind === 'object' ? orderedObject(type, before.fields) : type;
    default:
      return type;
  }
};

const orderedCase = (one: VariantCase, before: TypeModel): VariantCase => {
  const cases = before.kind === 'variant' ? before.cases : [];
  const old = cases.find(({ values }) => values.some((value) => one.values.includes(value)));
  return old ? { ...one, type: ordered(one.type, old.type) } : one;
};

const orderedObject = (
  { fields }: Extract<TypeModel, { kind: 'object' }>,
  before: readonly FieldModel[],
): TypeModel => {
  const places = new Map(before.map((field, index) => [field.name, index]));
  const placeOf = ({ name }: FieldModel) => places.get(name) ?? before.length;
  const all = fields.map((field) => orderedField(field, before[placeOf(field)]));
  // Stable: those that are new stay in the order of the source.
  return { kind: 'object', fields: all.sort((a, b) => placeOf(a) - placeOf(b)) };
};
