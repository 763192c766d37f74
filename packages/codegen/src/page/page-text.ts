import type { ContractModel, InterfaceModel, MethodModel } from '../contract/model.ts';
import { Anchors, codeSpan, inline, prose } from './markdown.ts';
import { methodSection } from './method-section.ts';
import { typeKey } from './type-link.ts';
import { sharedWith, typeSection } from './type-section.ts';

/** Where a page comes from. */
export interface PageOrigin {
  /** The text of the comment in the first line. */
  readonly generated: string;
  /** The contract's source, relative to the page: `./runtime.contract.ts`. */
  readonly source: string;
}

/** A heading and what stands below it, once the places of all headings are known. */
interface Section {
  readonly level: number;
  readonly heading: string;
  /** What links to it say. */
  readonly key?: string;
  readonly body?: (anchors: Anchors) => readonly string[];
}

/** A page with more methods than this has a list of them. */
const fewMethods = 3;

/**
 * The reference page of a contract in Markdown: its methods, the objects that cross as stubs, its types.
 * Doc comments are taken as Markdown; what would break the page is only text.
 *
 * @param model the contract
 * @param at where the page comes from
 */
export const pageText = (model: ContractModel, at: PageOrigin): string => {
  const sections = [
    { level: 1, heading: model.name, body: (anchors: Anchors) => intro(model, at, anchors) },
    ...group(
      'Methods',
      model.methods.map((method) => methodOf(method)),
    ),
    ...group(
      'Objects',
      byName(model.interfaces).flatMap(([name, one]) => objectOf(name, one)),
    ),
    ...group(
      'Types',
      byName(model.types).map(([name, named]): Section => {
        return {
          level: 3,
          heading: name,
          key: typeKey(name),
          body: (anchors) => typeSection(name, named, anchors),
        };
      }),
    ),
  ];
  const anchors = new Anchors(sections.map(({ key, heading }: Section) => [key ?? heading, heading]));
  const parts = sections.flatMap(({ level, heading, body }: Section) => {
    return [`${'#'.repeat(level)} ${headingText(heading)}`, ...(body?.(anchors) ?? [])];
  });
  return `${[comment(at.generated), ...parts].join('\n\n')}\n`;
};

const intro = (model: ContractModel, { source }: PageOrigin, anchors: Anchors): string[] => {
  const { id, version, doc, methods } = model;
  const full = codeSpan(`${id.slice(0, id.lastIndexOf('@'))}@${version}`);
  const file = `[${codeSpan(source.replace(/^.*\//, ''))}](${encodeURI(source).replaceAll('(', '%28').replaceAll(')', '%29')})`;
  const contents = methods.map((method) => {
    const link = anchors.link(codeSpan(method.name), methodKey(method));
    return `- ${[link, firstSentence(method.doc)].filter(Boolean).join(': ')}`;
  });
  const others = (['interfaces', 'types'] as const).flatMap((kind) => {
    const links = byName<unknown>(model[kind]).map(([name]) => anchors.link(codeSpan(name), typeKey(name)));
    const label = kind === 'types' ? 'Types' : 'Objects with methods';
    return links.length > 0 ? [`${label}: ${links.join(', ')}`] : [];
  });
  return [
    `Contract ${full}, declared in ${file}.`,
    ...(doc ? [prose(doc)] : []),
    ...(methods.length > fewMethods ? [contents.join('\n'), ...others] : []),
  ];
};

const methodKey = ({ name }: MethodModel, owner = ''): string => `method ${owner}.${name}`;

const methodOf = (method: MethodModel, owner?: string): Section => ({
  level: owner === undefined ? 3 : 4,
  heading: owner === undefined ? method.name : `${owner}.${method.name}`,
  key: methodKey(method, owner),
  body: (anchors) => methodSection(method, anchors),
});

const objectOf = (name: string, { doc, from, disposable, methods }: InterfaceModel): Section[] => {
  const ends = disposable === 'sync' ? 'Symbol.dispose' : 'Symbol.asyncDispose';
  const body = [
    ...(doc ? [prose(doc)] : []),
    ...(from ? [sharedWith(name, from)] : []),
    'It stays where it was made; the other side calls it through a stub.',
    ...(disposable ? [`${codeSpan('release')} ends it, by its ${codeSpan(ends)}.`] : []),
  ];
  return [
    { level: 3, heading: name, key: typeKey(name), body: () => body },
    ...methods.map((method) => methodOf(method, name)),
  ];
};

/** Sections under a heading of their own; nothing for none. */
const group = (heading: string, sections: readonly Section[]): Section[] =>
  sections.length === 0 ? [] : [{ level: 2, heading }, ...sections];

const byName = <T>(all: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1));

const firstSentence = (doc = ''): string => {
  const [first = ''] = doc.trim().split(/\n\s*\n|(?<=[.!?;])\s/);
  return inline(first).replace(/[.;]$/, '');
};

/** A name as a heading; Markdown reads some underscores as emphasis. */
const headingText = (name: string): string =>
  /^[\w.]*_/.test(name) || /[^\w. ]/.test(name) ? codeSpan(name) : name;

const comment = (text: string): string =>
  `<!-- ${text
    .replace(/\s+/g, ' ')
    .replace(/-(?=-)|>/g, '$& ')
    .replace(/-$/, '- ')} -->`;
