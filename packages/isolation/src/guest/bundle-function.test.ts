import { runInThisContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { bundleFunction } from './bundle-function.ts';

const evaluate = (script: string): unknown => runInThisContext(script);

/** What a bundle exports, by its function. */
const run = async (source: string): Promise<unknown> => {
  const bundle = bundleFunction(source, evaluate);
  if (!bundle) throw new Error('It needs to be a module');
  return bundle();
};

test.each([true, false])('bundleFunction() takes what esbuild writes (minified: %s)', async (minify) => {
  const { outputFiles } = await build({
    stdin: { contents: 'export const wires = [1]; export default { a: 2 }; export { wires as more };' },
    bundle: true,
    write: false,
    minify,
    format: 'esm',
    sourcemap: 'inline',
  });
  expect(await run(outputFiles[0]?.text as string)).toEqual({ default: { a: 2 }, wires: [1], more: [1] });
});

test.each([
  ['nothing', 'const a = 1;export{};', {}],
  ['a name as it is', 'const a = 1;\nexport { a };\n', { a: 1 }],
  [
    'a comma behind the last',
    'const $a = 1, _b = 2;\nexport {\n  $a as default,\n  _b,\n};\n',
    { default: 1, _b: 2 },
  ],
  ['comments behind it', 'const a = 1;export{a}\n// one\n//# sourceMappingURL=a.js.map\n\n//', { a: 1 }],
  ['a comment before it', 'const a = 1; // one\nexport { a };', { a: 1 }],
  ['__proto__', 'const a = 1;export{a as __proto__};', JSON.parse('{"__proto__":1}')],
  ['what it waits for', 'const a = await Promise.resolve(1);export{a};', { a: 1 }],
  ['what mentions what a module has', 'const a = "import export -->";export{a};', { a: 'import export -->' }],
  ['what this is', 'const a = typeof this;export{a};', { a: 'undefined' }],
])('bundleFunction() exports %s', async (_, source, exports) => {
  expect(await run(source)).toEqual(exports);
});

test.each([
  'export default 1;',
  'export const a = 1;',
  'const a = 1; export { a }; const b = 2;',
  'export { a }; const a = 1; export { a as b };',
  'import a from "node:fs"; export { a };',
  'const a = import.meta.url; export { a };',
  'let b = 1; const a = 2 <!--b\n; export { a };',
  'const a = 1\n--> 2\nexport { a };',
  'const a = 1; /* two\n lines */ --> 2\nexport { a };',
  'const a = ; export { a };',
  'const a = 1; export { a as "b c" };',
  'const ä = 1; export { ä };',
  'const a = 1; export { a, , a as b };',
  'export { a } from "./a.js";',
  'const a = `;export{a}`;',
  'module.exports = 1;',
  '',
])('bundleFunction() leaves %j a module', (source) => {
  expect(bundleFunction(source, evaluate)).toBeUndefined();
});

test('bundleFunction() is done with a long text at once, whatever it holds', () => {
  for (const text of ['/', '//\n', 'export {', 'export{a}', ' ', 'a,'])
    bundleFunction(`const a = 1;export{${text.repeat(20_000)}`, evaluate);
});

test('bundleFunction() keeps the lines, and says how far the first one has moved', () => {
  bundleFunction('const a = 1;\nexport { a };', (script, before) => {
    expect(script.slice(before).split('\n').slice(0, 2)).toEqual(['const a = 1;', '']);
    return evaluate(script);
  });
  expect.assertions(1);
});

test('bundleFunction() rejects with what the bundle throws', async () => {
  const source = "await 1; throw new SyntaxError('own'); const a = 1; export { a };";
  await expect(run(source)).rejects.toThrow('own');
  await expect(run('const a = missing; export { a };')).rejects.toThrow('missing is not defined');
});
