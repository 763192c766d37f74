import { type ContractRef, isMortiseError, parseContractRef, versionPattern } from '@mortise/core';
import { nearest } from '@mortise/json';
import type { InterfaceDeclaration, JSDocableNode, SourceFile } from 'ts-morph';
import type { Faults } from './faults.ts';

type TsMorph = typeof import('ts-morph');

/** The interface of a file that has a `@contract` tag; a fault, and none, where there is none. */
export const findMain = (
  { Node }: TsMorph,
  source: SourceFile,
  faults: Faults,
): InterfaceDeclaration | undefined => {
  const [main, second] = source.getInterfaces().filter((one) => contractTag(one) !== undefined);
  const expected = 'one interface with a tag such as @contract era:runtime@1.0.0';
  if (second) {
    const hint = 'move it to a file of its own';
    faults.add(second, { found: 'a second @contract', expected: 'one contract a file', hint });
  }
  if (main) return main;
  for (const statement of source.getStatements()) {
    if (!Node.isJSDocable(statement)) continue;
    const tag = tagNames(statement).find((name) => nearest(name, ['contract']));
    if (tag === undefined) continue;
    const isInterface = Node.isInterfaceDeclaration(statement);
    const name = Node.hasName(statement) ? statement.getName() : 'Name';
    const hint = isInterface ? 'write @contract' : `write export interface ${name} { … }`;
    const found = isInterface ? `the tag @${tag}` : `@${tag} on what is no interface`;
    faults.add(statement, { found, expected, hint });
    return undefined;
  }
  const stray = strayTag(source);
  if (stray) {
    const { found, hint, start } = stray;
    faults.add(source, { found: `no interface with a @contract tag, but ${found}`, expected, hint }, start);
    return undefined;
  }
  const hint = 'a file of types alone is none: put them into the file of a contract whose methods use them';
  faults.add(source, { found: 'no interface with a @contract tag', expected, hint });
  return undefined;
};

/** Where a file has a @contract that says nothing. */
const strayTag = (source: SourceFile): { found: string; hint: string; start: number } | undefined => {
  const text = source.getFullText();
  for (const { 0: comment, index } of text.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*/g)) {
    const at = comment.search(/@contract\b/);
    if (at < 0) continue;
    const start = index + at;
    if (comment.startsWith('/**')) {
      const hint = 'move it into the comment in front of export interface Name { … }';
      return { found: 'one in a comment of something else', hint, start };
    }
    return { found: 'one in an ordinary comment', hint: 'write /** @contract … */', start };
  }
  return undefined;
};

/** Complains about what the interface of a contract cannot be. */
export const checkMain = (main: InterfaceDeclaration, faults: Faults): void => {
  const name = main.getName();
  const exported = `export interface ${name}`;
  if (!main.isExported())
    faults.add(main, { found: 'an interface that is not exported', expected: exported });
  if (main.getTypeParameters().length > 0) {
    const hint = 'write the type that is meant, or one contract for each type';
    faults.add(main, { found: 'a generic interface', expected: 'one without parameters', hint });
  }
  if (main.isDefaultExport()) {
    const hint = 'the token is exported by the same name';
    faults.add(main, { found: 'a default export', expected: exported, hint });
  }
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) {
    const expected = 'a name such as Runtime: a capital letter, then letters and digits';
    faults.add(main, { found: `the interface '${name}'`, expected });
  }
};

/** What the `@contract` tag says, where it can be read. */
export const readRef = (main: InterfaceDeclaration, faults: Faults): ContractRef | undefined => {
  const written = contractTag(main) ?? '';
  try {
    const ref = parseContractRef(written);
    if (new RegExp(versionPattern).test(ref.version)) return ref;
  } catch (error) {
    if (!isMortiseError(error)) throw error;
  }
  const expected = 'namespace:name@version in lower case, such as era:runtime@1.0.0';
  faults.add(main, { found: `@contract ${written || '(nothing)'}`, expected });
  return undefined;
};

const tagNames = (node: JSDocableNode): string[] =>
  node.getJsDocs().flatMap((doc) => doc.getTags().map((tag) => tag.getTagName()));

const contractTag = (node: InterfaceDeclaration): string | undefined =>
  node
    .getJsDocs()
    .flatMap((doc) => doc.getTags())
    .find((tag) => tag.getTagName() === 'contract')
    ?.getText()
    .replace(/^@contract\s*/, '')
    .split(/[\s*]/)[0];
