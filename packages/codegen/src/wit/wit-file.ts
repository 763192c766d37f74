import type { ContractModel, MethodModel } from '../contract/model.ts';
import { docLines, oneLine } from './comment.ts';
import { type Helper, type Layout, layoutOf } from './layout.ts';
import { methodDoc } from './method-doc.ts';
import { kebab, Names, witName } from './names.ts';
import { objectHolders, typesOf } from './reach.ts';
import { recursiveTypes } from './recursion.ts';
import { type Place, SharedTypes } from './shared.ts';
import { type Side, sidesOf, stubsIn } from './sides.ts';
import { type Places, TypeWriter } from './type-writer.ts';
import { block, spaced, WitInterface } from './wit-interface.ts';
import { witPackage } from './wit-package.ts';
import { problemFinder } from './wit-support.ts';

/** The WIT text of one contract while it is written. */
export class WitFile implements Places {
  readonly types: ContractModel['types'];
  readonly #model: ContractModel;
  readonly #shared: SharedTypes;
  readonly #layout: Layout;
  readonly #holders: ReadonlySet<string>;
  readonly #sides: ReadonlyMap<string, Side>;
  readonly #problem: ReturnType<typeof problemFinder>;
  readonly #types = new WitInterface('types');
  readonly #passed = new Map<string, WitInterface>();
  readonly #helpers = new Set<Helper>();
  /** The interfaces of other contracts that the text names. */
  readonly #foreign = new Set<string>();

  constructor(model: ContractModel, others: readonly ContractModel[]) {
    this.types = model.types;
    this.#model = model;
    this.#shared = new SharedTypes(model, others);
    this.#holders = objectHolders(model.types);
    this.#sides = sidesOf(model);
    this.#problem = problemFinder(model);
    const at = { types: this.#shared.typeAt, interfaces: this.#shared.resourceAt };
    this.#layout = layoutOf(model, (kind, name) => at[kind].call(this.#shared, name) === undefined);
  }

  /** All lines behind the first. */
  lines(): string[] {
    const { name, version } = witPackage(this.#model);
    const resources = this.#resources();
    const contract = this.#contract();
    const world = this.#world(`${name}${version}`);
    const types = this.#namedTypes(`The values of ${name}.`);
    const passed = [...this.#passed].map(([owner, one]) => {
      const doc = `The streams that the functions of ${owner} take; the caller implements them.`;
      return one.lines(docLines(doc));
    });
    const parts = [types, ...resources, ...passed, contract, world];
    return [`package ${name}${version};`, ...parts.flatMap((part) => ['', ...part])];
  }

  isLocal(name: string): boolean {
    return this.#holders.has(name);
  }

  typeAt(name: string): Place {
    return this.#shared.typeAt(name) ?? ['types', this.#layout.types.get(name) ?? kebab(name)];
  }

  resourceAt(name: string): Place {
    const own = this.#layout.resources.get(name);
    if (own) return [witName(own[0]), own[1]];
    const shared = this.#shared.resourceAt(name);
    if (!shared) throw new Error(`Cannot find interface ${JSON.stringify(name)} in the contract's model`);
    this.#foreign.add(name);
    return shared;
  }

  helperAt(name: Helper): Place {
    this.#helpers.add(name);
    return ['types', this.#layout.helpers[name]];
  }

  #namedTypes(doc: string): string[] {
    const target = this.#types;
    const recursive = recursiveTypes(this.types);
    const { types, helpers } = this.#layout;
    const names = [...Object.values(helpers), ...types.values()];
    for (const name of names) target.names.claim(name);
    const writer = new TypeWriter(target, this);
    target.addType(() => errorLines(helpers.error));
    for (const [name, wit] of types) {
      if (recursive.has(name) || this.isLocal(name)) continue;
      const { type, doc: text } = this.types[name] as ContractModel['types'][string];
      writer.declare(wit, type, { doc: text });
    }
    for (const helper of ['bigint', 'date', 'nothing'] as const) {
      if (this.#helpers.has(helper)) target.addType(() => helperLines[helper](helpers[helper]));
    }
    return target.lines(docLines(doc));
  }

  #resources(): string[][] {
    const homes = new Map<string, string[]>();
    for (const [name, [home]] of this.#layout.resources) homes.set(home, [...(homes.get(home) ?? []), name]);
    return [...homes].map(([home, members]) => {
      const target = new WitInterface(home, ...members.map((member) => this.resourceAt(member)[1]));
      const writer = this.#writer(target, home);
      for (const member of members) {
        const [, resource] = this.resourceAt(member);
        const { doc, methods } = this.#model.interfaces[member] as ContractModel['interfaces'][string];
        // For a component, a method of the resource's own name is the resource again.
        const names = new Names(resource);
        target.addType(() => {
          const funcs = methods.map((method) => {
            const name = names.claim(kebab(method.name));
            const place = members.length > 1 ? `${resource}-${name}` : name;
            return this.#method(method, writer, { name, place, owner: member });
          });
          const body = spaced(funcs);
          const head = `resource ${witName(resource)}`;
          return [...docLines(doc), ...(body.length === 0 ? [`${head};`] : block(head, body))];
        });
      }
      const side = this.#sides.get(members[0] as string);
      return target.lines(
        docLines(side === 'caller' ? 'The caller implements it.' : 'The provider implements it.'),
      );
    });
  }

  #contract(): string[] {
    const { contract } = this.#layout;
    const target = new WitInterface(contract);
    const methods = this.#model.methods.map((method) => {
      return { method, name: target.names.claim(kebab(method.name)) };
    });
    const writer = this.#writer(target, contract);
    for (const { method, name } of methods)
      target.addFunc(this.#method(method, writer, { name, place: name }));
    return target.lines(docLines(this.#model.doc));
  }

  #writer(target: WitInterface, home: string): TypeWriter {
    let streams: TypeWriter | undefined;
    return new TypeWriter(target, this, () => {
      if (!streams) {
        const passed = new WitInterface(this.#layout.passed.get(home) as string);
        this.#passed.set(home, passed);
        streams = new TypeWriter(passed, this);
      }
      return streams;
    });
  }

  #method(
    method: MethodModel,
    writer: TypeWriter,
    { name, place, owner }: { name: string; place: string; owner?: string },
  ): string[] {
    const problem = this.#problem(method, owner);
    if (problem)
      return [`// unsupported in WIT: method ${oneLine(problem.member)}, because ${oneLine(problem.why)}`];
    const names = new Names(...(owner === undefined ? [] : ['self']));
    const params = method.params.map((param) => {
      const local = names.claim(kebab(param.name));
      const text = writer.text(param.type, `${place}-${local}`, 'borrow');
      return `${witName(local)}: ${param.optional ? `option<${text}>` : text}`;
    });
    const ok = this.#result(method, writer, place);
    const error = writer.use(this.helperAt('error'));
    return [
      ...docLines(methodDoc(method)),
      `${witName(name)}: func(${params.join(', ')}) -> result<${ok}, ${error}>;`,
    ];
  }

  #result({ name, result }: MethodModel, writer: TypeWriter, place: string): string {
    const { kind, type } = result;
    if (kind === 'stream')
      return writer.resultStream(type, place, `What ${oneLine(name)} gives; dropping it ends it.`);
    if (type.kind === 'void' || type.kind === 'undefined' || type.kind === 'null') return '_';
    return writer.text(type, `${place}-result`, 'own');
  }

  #world(id: string): string[] {
    const { contract, resources, passed, world } = this.#layout;
    const lines = new Set([`export ${witName(contract)};`]);
    for (const [name, [home]] of resources) lines.add(this.#worldLine(name, witName(home)));
    for (const name of this.#foreignClosure()) {
      const [path] = this.#shared.resourceAt(name) ?? [];
      if (path) lines.add(this.#worldLine(name, path));
    }
    for (const home of this.#passed.keys()) lines.add(`import ${witName(passed.get(home) as string)};`);
    // Imports come first, as in the world of a component that a tool prints.
    const sorted = [...lines].sort((a, b) => (a[0] === b[0] ? (a < b ? -1 : 1) : a[0] === 'i' ? -1 : 1));
    return [...docLines(`A component that provides ${id}.`), ...block(`world ${witName(world)}`, sorted)];
  }

  #worldLine(name: string, path: string): string {
    return `${this.#sides.get(name) === 'caller' ? 'import' : 'export'} ${path};`;
  }

  /** The interfaces of other contracts that are named, and those that their methods name. */
  #foreignClosure(): ReadonlySet<string> {
    const all = new Set(this.#foreign);
    for (const name of all) {
      const written = (this.#model.interfaces[name]?.methods ?? []).filter(
        (one) => !this.#problem(one, name),
      );
      for (const type of written.flatMap(typesOf)) {
        for (const next of stubsIn(type, this.#model)) all.add(next);
      }
    }
    return all;
  }
}

const errorLines = (name: string): string[] => [
  '/// How a call fails.',
  ...block(`record ${witName(name)}`, [
    '/// One of the codes that a function names, or one that any call may end with.',
    'code: string,',
    '/// For people.',
    'message: string,',
    '/// What to do about it.',
    'hint: option<string>,',
    '/// Details, as JSON.',
    'data: option<string>,',
  ]),
];

const helperLines: Record<Exclude<Helper, 'error'>, (name: string) => string[]> = {
  bigint: (name) => ['/// A whole number of any size, in decimal digits.', `type ${witName(name)} = string;`],
  date: (name) => ['/// Milliseconds since 1970 in UTC.', `type ${witName(name)} = u64;`],
  nothing: (name) => ['/// A value that says nothing more.', `enum ${witName(name)} {`, '  nothing,', '}'],
};
