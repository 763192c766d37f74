import type { Node, PropertySignature, TypeElementTypes, TypeNode } from 'ts-morph';
import { checkExtends, inheritedBy } from './interfaces.ts';
import { type Find, once } from './once.ts';
import { type RawField, type RawType, refused } from './raw-type.ts';
import type { Reading } from './read-type.ts';
import { short } from './short.ts';
import { docOf, refuseMethodTags } from './tags.ts';

type ReadType = (type: TypeNode | undefined, holder: Node) => RawType;

/**
 * The object that members describe; a record where they are an index signature.
 *
 * @param reading gets the faults
 * @param members what stands between the braces
 * @param read reads the types of fields
 */
export const readFields = (
  reading: Reading,
  members: readonly TypeElementTypes[],
  read: ReadType,
): RawType => {
  const { faults } = reading;
  const { Node } = reading.ts;
  const [index, second] = members.filter((member) => Node.isIndexSignatureDeclaration(member));
  if (index && members.length === 1 && Node.isIndexSignatureDeclaration(index)) {
    const key = index.getKeyTypeNode().getText();
    if (key === 'string') return { kind: 'record', of: read(index.getReturnTypeNode(), index) };
    const found = `keys of the type '${short(key)}'`;
    faults.add(index, { found, expected: '[key: string]', hint: 'keys cross a boundary as strings' });
    return refused;
  }
  if (index) {
    const hint = 'put the named fields into an interface of their own, or the others into a field';
    const found = second ? 'two index signatures' : 'an index signature beside fields';
    faults.add(index, { found, expected: 'one or the other', hint });
    return refused;
  }
  const fields = members.flatMap((member) => readField(reading, member, read) ?? []);
  const seen = new Set<string>();
  for (const { field, member } of fields) {
    if (seen.has(field.name))
      faults.add(member, { found: `the field '${field.name}' twice`, expected: 'each field once' });
    seen.add(field.name);
  }
  return { kind: 'object', fields: fields.map(({ field }) => field) };
};

const readField = (
  reading: Reading,
  member: TypeElementTypes,
  read: ReadType,
): { field: RawField; member: TypeElementTypes } | undefined => {
  const { faults } = reading;
  const { Node } = reading.ts;
  if (!Node.isPropertySignature(member)) {
    const isMethod = Node.isMethodSignature(member) || Node.isCallSignatureDeclaration(member);
    const isGetter = Node.isGetAccessorDeclaration(member) || Node.isSetAccessorDeclaration(member);
    faults.add(member, {
      found: `'${short(member.getText())}' among fields`,
      expected: 'fields only',
      hint: isGetter
        ? 'write it as a field: name: T'
        : `write an interface with one method${isMethod ? '' : ' or with fields'} and name that as the type`,
    });
    return undefined;
  }
  const name = fieldName(reading, member);
  if (name === undefined) {
    const found = `the computed field '${short(member.getNameNode().getText())}'`;
    faults.add(member, {
      found,
      expected: 'a name',
      hint: 'write the name itself, in quotes where it needs them',
    });
    return undefined;
  }
  if (name === '__proto__') {
    const expected = 'a name that the language does not use itself';
    faults.add(member, { found: "the field '__proto__'", expected, hint: 'give it another name' });
  }
  refuseMethodTags(member, `field '${name}'`, faults);
  const doc = docOf(member);
  const optional = member.hasQuestionToken();
  const type = read(member.getTypeNode(), member);
  return {
    field: { name, type, ...(optional ? { optional } : {}), ...(doc ? { doc } : {}) },
    member,
  };
};

/** A field's name without its quotes; none for one that is computed. */
const fieldName = ({ ts: { Node } }: Reading, member: PropertySignature): string | undefined => {
  const node = member.getNameNode();
  if (Node.isStringLiteral(node) || Node.isNumericLiteral(node)) return String(node.getLiteralValue());
  return Node.isIdentifier(node) ? node.getText() : undefined;
};

/**
 * The object that an interface describes, with the fields of those that it extends.
 *
 * @param reading gets the faults
 * @param node an interface without methods
 * @param read reads the types of fields
 */
export const readInterfaceFields: Find<RawType, [read: ReadType]> = once((reading, node, read) => {
  const { faults, reached } = reading;
  checkExtends(reading, node);
  const fields = new Map<string, RawField>();
  const inherit = (base: RawType | undefined, name: string) => {
    if (!base || base.kind === 'refused') return;
    if (base.kind !== 'object') {
      faults.add(node, {
        found: `'extends ${name}', which has no fields`,
        expected: 'an interface with fields',
        hint: 'write the fields out, or make the other one a field',
      });
      return;
    }
    for (const field of base.fields) {
      const other = fields.get(field.name);
      if (other && textOf(other) !== textOf(field)) {
        const found = `a second type of the field '${field.name}'`;
        faults.add(node, { found, expected: 'the same type in each', hint: 'declare the field here too' });
      }
      fields.set(field.name, field);
    }
  };
  const { own, shared } = inheritedBy(reading, node);
  const properties = new Map(node.getProperties().map((one) => [fieldName(reading, one), one]));
  const declared = new Set(properties.keys());
  const bases = [
    ...own.map((base) => [base.getName(), readInterfaceFields(reading, base, read)] as const),
    ...shared.map(({ name }) => [name, reached.type(name)] as const),
  ];
  for (const [name, base] of bases) inherit(without(base, declared), name);
  const inner = readFields(reading, node.getMembers(), read);
  for (const [, base] of bases) {
    for (const outer of base?.kind === 'object' ? base.fields : []) {
      const property = properties.get(outer.name);
      const field = inner.kind === 'object' && inner.fields.find(({ name }) => name === outer.name);
      if (property && field) reached.redeclared.push({ kind: 'field', node: property, inner: field, outer });
    }
  }
  if (inner.kind !== 'object') {
    if (fields.size > 0) {
      const hint = 'put the named fields into an interface of their own, or the others into a field';
      faults.add(node, { found: 'an index signature beside fields', expected: 'one or the other', hint });
    }
    return inner;
  }
  return { kind: 'object', fields: [...fields.values(), ...inner.fields] };
});

/** A field that is declared again has the type and the place of the inner declaration. */
const without = (
  base: RawType | undefined,
  declared: ReadonlySet<string | undefined>,
): RawType | undefined =>
  base?.kind === 'object'
    ? { kind: 'object', fields: base.fields.filter((field) => !declared.has(field.name)) }
    : base;

/** A text that two fields share where they are the same. */
const textOf = ({ type, optional = false }: RawField): string =>
  JSON.stringify([type, optional], (key, value) =>
    key === 'node' ? (value as Node).getText() : (value as unknown),
  );
