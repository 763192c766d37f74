import { nearest } from '@mortise/json';
import type { JSDocableNode, JSDocTag, MethodSignature, Node } from 'ts-morph';
import type { Faults } from './faults.ts';
import type { ThrowsModel } from './model.ts';

/** What the tags of a method's comment say. */
export interface MethodTags {
  readonly idempotent?: boolean;
  readonly deadline?: string;
  readonly throws?: readonly ThrowsModel[];
  /** The prose of `@param`, by name. */
  readonly params: ReadonlyMap<string, string>;
  readonly returns?: string;
}

/** The tags that have a meaning here; a tag that is nearly one of them is a slip. */
const known = ['deadline', 'idempotent', 'throws'];

/** What other worlds call them. */
const synonyms: Readonly<Record<string, string>> = { exception: 'throws', timeout: 'deadline' };

const meantBy = (name: string): string | undefined => {
  if (known.includes(name)) return undefined;
  return Object.hasOwn(synonyms, name) ? synonyms[name] : nearest(name, known);
};

/** Words that begin a sentence and name no error: prose without a code before it. */
const prose = new Set(['a', 'an', 'any', 'an', 'as', 'at', 'error', 'for', 'if', 'in', 'on', 'the', 'this']);
for (const word of ['unless', 'when', 'where', 'while', 'with']) prose.add(word);

/**
 * Reads the tags of a method.
 *
 * @param member the method
 * @param faults gets what the tags may not say
 */
export const readTags = (member: MethodSignature, faults: Faults): MethodTags => {
  const tags = tagsOf(member);
  const texts = (...names: readonly string[]) =>
    tags.filter((tag) => names.includes(tag.getTagName())).map(textOf);
  for (const tag of tags) {
    const name = tag.getTagName();
    const meant = meantBy(name);
    if (meant)
      faults.add(tag, { found: `the tag @${name}`, expected: 'a known tag', hint: `write @${meant}` });
  }
  checkOrdinaryComments(member, faults);
  const [deadline, second] = texts('deadline');
  if (deadline !== undefined && (second !== undefined || !/^[1-9][0-9]*(?:ms|s|m)$/.test(deadline))) {
    const found = second === undefined ? `@deadline ${deadline}` : '@deadline twice';
    faults.add(member, { found, expected: 'one time such as 5s or 500ms' });
  }
  const throws = throwsOf(tags, faults);
  const [returns] = texts('returns', 'return').filter(Boolean);
  return {
    ...(texts('idempotent').length > 0 ? { idempotent: true } : {}),
    ...(deadline === undefined ? {} : { deadline }),
    ...(throws.length > 0 ? { throws } : {}),
    ...(returns === undefined ? {} : { returns }),
    params: paramsOf(member, tags, faults),
  };
};

/** Complains about a tag in a comment that is no documentation: it would say nothing. */
const checkOrdinaryComments = (member: MethodSignature, faults: Faults): void => {
  const docs = new Set(member.getJsDocs().map((doc) => doc.getText()));
  const before = member.getSourceFile().getFullText().slice(member.getPos(), member.getStart());
  for (const [comment] of before.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*/g)) {
    const [, name = ''] = /^[/*\s]*@(\w+)/.exec(comment) ?? [];
    if (docs.has(comment) || !known.includes(name)) continue;
    const isDoc = comment.startsWith('/**');
    faults.add(member, {
      found: `@${name} in ${isDoc ? 'a comment behind a brace' : 'an ordinary comment'}`,
      expected: 'it in a comment that begins with /**, on a line of its own',
      hint: isDoc ? 'begin a line in front of the comment' : `write /** @${name} … */`,
    });
  }
};

/**
 * Complains about tags that only a method can have.
 *
 * @param node a declaration or a field
 * @param what how messages name it
 * @param faults gets them
 */
export const refuseMethodTags = (node: Node & JSDocableNode, what: string, faults: Faults): void => {
  for (const tag of tagsOf(node)) {
    const name = meantBy(tag.getTagName()) ?? tag.getTagName();
    if (!known.includes(name)) continue;
    const found = `@${tag.getTagName()} on the ${what}`;
    const hint = `@${name} belongs to a method: write it in the comment of each that it is meant for`;
    faults.add(tag, { found, expected: 'it at a method', hint });
  }
};

const tagsOf = (node: JSDocableNode): JSDocTag[] => node.getJsDocs().flatMap((doc) => doc.getTags());

const textOf = (tag: JSDocTag): string => tag.getCommentText()?.trim() ?? '';

/** `@throws app_running, app_unknown when …`: codes first, then prose. */
const throwsOf = (tags: readonly JSDocTag[], faults: Faults): ThrowsModel[] => {
  const byCode = new Map<string, ThrowsModel>();
  for (const tag of tags.filter((one) => one.getTagName() === 'throws')) {
    const text = textOf(tag);
    const [codes = ''] = /^[a-z][a-z0-9_]*(?:,\s*[a-z][a-z0-9_]*)*(?![\w-])/.exec(text) ?? [];
    const list = codes.split(/,\s*/);
    const hasType = (tag.compilerNode as { typeExpression?: unknown }).typeExpression !== undefined;
    if (codes === '' || hasType || prose.has(list[0] as string)) {
      const found = text === '' ? '@throws without a code' : `@throws ${text.split(/\s/)[0]}`;
      const hint =
        'write the code that callers see, then when it comes: @throws app_unknown where there is none';
      faults.add(tag, { found, expected: 'an error code such as app_unknown', hint });
      continue;
    }
    const doc = text
      .slice(codes.length)
      .replace(/^\s*[-–—:]\s+/, '')
      .trim();
    for (const code of list) {
      if (!byCode.get(code)?.doc) byCode.set(code, { code, ...(doc ? { doc } : {}) });
    }
  }
  return [...byCode.values()];
};

const paramsOf = (
  member: MethodSignature,
  tags: readonly JSDocTag[],
  faults: Faults,
): ReadonlyMap<string, string> => {
  const names = member.getParameters().map((param) => param.getName());
  const found = new Map<string, string>();
  for (const tag of tags.filter((one) => one.getTagName() === 'param')) {
    const name = (tag as JSDocTag & { getName?(): string }).getName?.() ?? '';
    const doc = textOf(tag).replace(/^[-–—:]\s+/, '');
    const [root = ''] = name.split('.');
    if (!names.includes(root)) {
      const hint = names.length > 0 ? `its parameters: ${names.join(', ')}` : 'take the tag out';
      faults.add(tag, { found: `@param ${name}`, expected: 'the name of a parameter', hint });
    } else if (name === root && doc) found.set(name, doc);
  }
  return found;
};

/** The text of a declaration's comment, without its tags. */
export const docOf = (node: JSDocableNode): string =>
  node
    .getJsDocs()
    .map((doc) => doc.getDescription().trim())
    .join('\n')
    .trim();
