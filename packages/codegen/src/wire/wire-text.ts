import type { ContractModel, MethodModel } from '../contract/model.ts';
import { codeName } from '../literal.ts';
import { render } from '../template.ts';
import { Codecs, type Terms } from './codecs.ts';
import { type MethodText, methodText } from './method-text.ts';
import { coreTypes, ModuleNames, namePart } from './names.ts';

/** An interface as the template writes it. */
interface InterfaceText {
  /** What it is called where it is declared, however it is imported: by this, both sides know it. */
  readonly name: string;
  readonly type: string;
  readonly wire: string;
  readonly table: string;
  readonly stub: string;
  readonly methods: readonly MethodText[];
  /** `void this.#caller.release()` instead of a promise. */
  readonly isSync: boolean;
  /** Whether it is the contract's own. */
  readonly isMain: boolean;
}

/**
 * The wire module of a contract: how each of its methods crosses a boundary. It imports types and
 * nothing at run time.
 *
 * @param model what it is made from; another package may bring it, so that no text of it is believed
 * @param at `generated`: what the first line says; `source`: the contract's module, as it is imported
 * @throws Error where the model names something that cannot be a name of the code
 */
export const wireText = (
  model: ContractModel,
  { generated, source }: { generated: string; source: string },
): string => {
  const names = new ModuleNames();
  // Who imports the module knows this name.
  const main = names.take(`${codeName(model.name)}Wire`);
  const imports = new TypeImports(model, names, source);
  const wires = new Map(
    interfaceNames(model).map((name) => [name, interfaceTerms(name, names, name === model.name ? main : '')]),
  );
  const used = new Set([model.name]);
  const terms: Terms = {
    type: (name) => imports.use(name),
    wire: (name) => {
      used.add(name);
      return termsOf(wires, name).wire;
    },
  };
  const codecs = new Codecs(model, names, terms);
  const texts = new Map<string, InterfaceText>();
  // Grows while it is gone through: an interface's methods may need other ones.
  for (const name of used) {
    const isMain = name === model.name;
    const { methods, disposable } = isMain ? { ...model, disposable: undefined } : interfaceOf(model, name);
    texts.set(name, {
      ...termsOf(wires, name),
      name: model.interfaces[name]?.from?.name ?? name,
      type: imports.use(name),
      methods: methods.map((method) => methodText(method, isMain ? '' : namePart(name), codecs, terms)),
      isSync: disposable === 'sync',
      isMain,
    });
  }
  const interfaces = interfaceNames(model).flatMap((name) => texts.get(name) ?? []);
  const hasOthers = interfaces.length > 1;
  const hasCodecs = codecs.texts.length > 0;
  const core = coreTypes.filter(
    (name) => (name !== 'InterfaceWire' || hasOthers) && (!/^Wire/.test(name) || hasCodecs),
  );
  return render('contract.wire.gen.ts', {
    generated,
    id: model.id,
    version: model.version,
    imports: [
      { specifier: '@mortise/core', names: core.map((name) => ({ from: name, to: name, renamed: false })) },
      ...imports.list,
    ].map((one) => ({ ...one, isLong: importLength(one) > 110 })),
    hasDrafts: codecs.hasDrafts,
    values: codecs.constants,
    codecs: codecs.texts,
    interfaces,
  });
};

/** The contract's own one is the last. */
const interfaceNames = ({ name, interfaces }: ContractModel): string[] => [
  ...Object.keys(interfaces)
    .filter((one) => one !== name)
    .sort(),
  name,
];

const interfaceOf = (
  { interfaces }: ContractModel,
  name: string,
): { methods: readonly MethodModel[]; disposable?: 'async' | 'sync' } =>
  interfaces[name] as NonNullable<(typeof interfaces)[string]>;

type InterfaceTerms = Pick<InterfaceText, 'wire' | 'table' | 'stub'>;

const interfaceTerms = (name: string, names: ModuleNames, wire: string): InterfaceTerms => {
  const part = codeName(name);
  return {
    wire: wire || names.take(`${part}Wire`),
    table: names.take(`${part.charAt(0).toLowerCase()}${part.slice(1)}Methods`),
    stub: names.take(`${part}Stub`),
  };
};

const termsOf = (wires: ReadonlyMap<string, InterfaceTerms>, name: string): InterfaceTerms => {
  const found = wires.get(name);
  if (found) return found;
  throw new Error(`Cannot find interface ${JSON.stringify(name)}`);
};

interface ImportText {
  readonly specifier: string;
  readonly names: readonly { readonly from: string; readonly to: string; readonly renamed: boolean }[];
}

const importLength = ({ specifier, names }: ImportText): number =>
  `import type {  } from '${specifier}';`.length +
  names.map(({ from, to, renamed }) => (renamed ? `${from} as ${to}` : from)).join(', ').length;

/** The types that the module imports, which are those that it uses. */
class TypeImports {
  readonly #known = new Map<string, { specifier: string; from: string; to: string }>();
  readonly #used = new Set<string>();

  constructor(model: ContractModel, names: ModuleNames, source: string) {
    const all = { ...model.types, ...model.interfaces };
    // Before any other name, so that a type is called what it is called in the contract.
    for (const name of [...new Set([model.name, ...Object.keys(all)])].sort()) {
      const from = Object.hasOwn(all, name) ? all[name]?.from : undefined;
      const to = names.take(codeName(name));
      this.#known.set(name, { specifier: from?.specifier ?? source, from: from?.name ?? name, to });
    }
  }

  /** What the module calls a type. */
  use(name: string): string {
    const known = this.#known.get(name);
    if (!known) throw new Error(`Cannot find type ${JSON.stringify(name)}`);
    this.#used.add(name);
    return known.to;
  }

  get list(): ImportText[] {
    const bySpecifier = new Map<string, { from: string; to: string; renamed: boolean }[]>();
    for (const name of this.#used) {
      const { specifier, from, to } = this.#known.get(name) as {
        specifier: string;
        from: string;
        to: string;
      };
      const others = bySpecifier.get(specifier) ?? [];
      bySpecifier.set(specifier, [...others, { from, to, renamed: from !== to }]);
    }
    const place = (specifier: string) => `${/^\./.test(specifier) ? 1 : 0}${specifier}`;
    return [...bySpecifier]
      .sort(([a], [b]) => (place(a) < place(b) ? -1 : 1))
      .map(([specifier, all]) => ({ specifier, names: all.sort((a, b) => (a.to < b.to ? -1 : 1)) }));
  }
}
