import { describe, expect, test } from 'vitest';
import { read, withMethod } from '../../fixtures/contract-text.ts';
import type { TypeModel } from './model.ts';

/** The names of an object's fields, in their order. */
const namesIn = (type: TypeModel | undefined): string[] =>
  type?.kind === 'object' ? type.fields.map(({ name }) => name) : [];

const fieldsOf = async (before: string, after: string): Promise<string[]> => {
  const baseline = await read(withMethod('m(t: T): Promise<void>;', `type T = ${before};`));
  const model = await read(withMethod('m(t: T): Promise<void>;', `type T = ${after};`), { baseline });
  const [type] = innermost(model.types.T?.type as TypeModel);
  return namesIn(type);
};

/** The objects of a type, the innermost first. */
const innermost = (type: TypeModel): TypeModel[] => {
  switch (type.kind) {
    case 'list':
    case 'record':
    case 'option':
      return innermost(type.of);
    case 'tuple':
    case 'union':
      return type.of.flatMap(innermost);
    case 'variant':
      return type.cases.flatMap((one) => innermost(one.type));
    case 'object':
      return [...type.fields.flatMap((field) => innermost(field.type)), type];
    default:
      return [];
  }
};

describe('the fields of an object travel', () => {
  test.each([
    ['{ b: 1; a: 1 }', '{ a: 1; b: 1 }', ['b', 'a']],
    ['{ b: 1; a: 1 }', '{ z?: 1; a: 1; y?: 1; b: 1 }', ['b', 'a', 'z', 'y']],
    ['{ b: 1; gone: 1; a: 1 }', '{ a: 1; b: 1 }', ['b', 'a']],
    ['{ b: 1; a: 1 }[]', '{ a: 1; b: 1 }[]', ['b', 'a']],
    ['Record<string, { b: 1; a: 1 }>', 'Record<string, { a: 1; b: 1 }>', ['b', 'a']],
    ['[string, { b: 1; a: 1 }]', '[string, { a: 1; b: 1 }]', ['b', 'a']],
    ['{ b: 1; a: 1 } | null', 'null | { a: 1; b: 1 }', ['b', 'a']],
    ['{ b: 1; a: 1 }', '{ a: 1; b: 1 } | undefined', ['b', 'a']],
    ['{ b: 1; a: 1 } | undefined', '{ a: 1; b: 1 }', ['b', 'a']],
    ['{ o: { b: 1; a: 1 } }', '{ n?: 1; o: { a: 1; b: 1 } }', ['b', 'a']],
    ["{ a: 1; k: 'x' } | { k: 'y' }", "{ k: 'x'; a: 1 } | { k: 'y' }", ['a', 'k']],
    ['string', '{ a: 1; b: 1 }', ['a', 'b']],
  ])('%s, then %s', async (before, after, names) => {
    expect(await fieldsOf(before, after)).toEqual(names);
  });

  test('in the order of the baseline also in parameters, results and stubs', async () => {
    const text = (fields: string) =>
      withMethod(
        `m(a: ${fields}): Promise<${fields}>; s(): Promise<S>;`,
        `interface S { n(a: ${fields}): AsyncIterable<${fields}> }`,
      );
    const baseline = await read(text('{ b: 1; a: 1 }'));
    const model = await read(text('{ a: 1; b: 1 }'), { baseline });
    expect(model).toEqual(baseline);
  });

  test('in that of the source where the baseline is of another major', async () => {
    const text = (version: string, fields: string) =>
      withMethod(`m(a: ${fields}): Promise<void>;`).replace('1.0.0', version);
    const baseline = await read(text('1.0.0', '{ b: 1; a: 1 }'));
    const model = await read(text('2.0.0', '{ a: 1; b: 1 }'), { baseline });
    expect(namesIn(model.methods[0]?.params[0]?.type)).toEqual(['a', 'b']);
  });

  test('in the order of the baseline where a shared type has another name now', async () => {
    const shared = await read(
      withMethod('m(a: T): Promise<void>;', 'interface T { b: 1; a: 1 }').replace('demo:a', 'demo:s'),
    );
    const other = { ...shared, types: { T: { type: { ...shared.types.T?.type } as TypeModel } } };
    const turned = {
      kind: 'object',
      fields: [
        { name: 'a', type: { kind: 'null' } },
        { name: 'b', type: { kind: 'null' } },
      ],
    } as const;
    other.types.T = { type: turned };
    const imports = (as: string) =>
      withMethod(`m(t: ${as}): Promise<void>;`, '', `import type { T as ${as} } from '@demo/s';\n`);
    const baseline = await read(imports('Old'), { resolve: () => ({ models: [shared] }) });
    const model = await read(imports('New'), { resolve: () => ({ models: [other] }), baseline });
    expect(namesIn(model.types.New?.type)).toEqual(['b', 'a']);
  });
});
