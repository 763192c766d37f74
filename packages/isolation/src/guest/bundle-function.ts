// An engine's module loader takes its time: Deno reads a module's text before V8 does, at 150 µs for each kB, and Node
// goes through its hooks. V8 alone takes a hundredth of that for the body of a function, and a bundle is one but for
// its last statement.

/** The export statement with which bundlers end a module, and comments behind it. */
const lastStatement = /(?<![\w$.])export\s*\{([\w$\s,]*)\}\s*;?\s*(?:\/\/[^\n]*(?:\n\s*|$))*$/;

/** A comment in a function, and none in a module. */
const htmlComment = /<!--|(?:^|\*\/)\s*-->/m;

const exported = /^([\w$]+)(?:\s+as\s+([\w$]+))?$/;

/** What stands before a bundle, in its first line. */
const head = "(async function(){'use strict';";

/**
 * A function that runs a bundle as its module would, and returns what that exports. It takes bundles that import
 * nothing statically and have their one export statement at the end, as `mortise build` and other bundlers leave it.
 *
 * @param source the bundle's text
 * @param evaluate evaluates a script, whose lines are the bundle's; in the first one, so many characters stand before it
 * @returns none where it needs to be a module, or is nothing at all; it has not run then
 */
export const bundleFunction = (
  source: string,
  evaluate: (script: string, before: number) => unknown,
): (() => Promise<object>) | undefined => {
  const script = scriptOf(source);
  if (script === undefined) return undefined;
  try {
    const run = evaluate(script, head.length) as (this: undefined) => Promise<object>;
    return () => run.call(undefined);
  } catch {
    // What only a module may have does not compile here.
    return undefined;
  }
};

const scriptOf = (source: string): string | undefined => {
  const found = lastStatement.exec(source);
  const body = source.slice(0, found?.index);
  if (!found || htmlComment.test(body)) return undefined;
  const names = (found[1] as string).split(',').map((name) => name.trim());
  // A comma may stand behind the last one.
  if (names.at(-1) === '') names.pop();
  const pairs = names.map((name) => exported.exec(name));
  if (!pairs.every((pair) => pair !== null)) return undefined;
  const returned = pairs.map(([, local, name = local]) => `[${JSON.stringify(name)}]:${local}`);
  return `${head}${body}\nreturn{${returned.join()}}})`;
};
