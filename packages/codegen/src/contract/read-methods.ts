import type { InterfaceDeclaration } from 'ts-morph';
import { checkExtends, inheritedBy, membersOf, sharedBasesOf, withBases } from './interfaces.ts';
import type { RawMethod } from './raw-type.ts';
import { readMethod } from './read-method.ts';
import type { Reading } from './read-type.ts';

/**
 * The methods of an interface, those that it inherits first.
 *
 * @param reading gets the types that they reach, and the faults
 * @param node an interface with methods
 */
export const readMethods = (reading: Reading, node: InterfaceDeclaration): RawMethod[] => {
  const { faults, reached } = reading;
  for (const one of withBases(reading, node)) {
    checkExtends(reading, one);
    noteRedeclared(reading, one);
  }
  const own = membersOf(reading, node).flatMap((member) => {
    const method = readMethod(reading, member);
    return method ? [{ method, member }] : [];
  });
  const methods = new Map<string, RawMethod>();
  for (const name of sharedBasesOf(reading, node)) {
    const base = reached.sharedInterfaces.get(name);
    if (!base) {
      const hint = 'write its fields into an interface without methods';
      faults.add(node, { found: `'extends ${name}', which has fields`, expected: 'methods only', hint });
    }
    for (const method of base?.methods ?? []) {
      const other = methods.get(method.name);
      const isOwn = own.some((one) => one.method.name === method.name);
      for (const { method: inner, member } of own)
        if (inner.name === method.name)
          reached.redeclared.push({ kind: 'method', node: member, inner, outer: method });
      if (other && !isOwn && JSON.stringify(other) !== JSON.stringify(method)) {
        const found = `a second method '${method.name}'`;
        faults.add(node, { found, expected: 'the same in each', hint: 'declare the method here too' });
      }
      methods.set(method.name, method);
    }
  }
  const seen = new Set<string>();
  for (const { method, member } of own) {
    if (seen.has(method.name)) {
      const isHere = member.getParent() === node;
      faults.add(isHere ? member : node, {
        found: `the method '${method.name}' twice`,
        expected: 'each method once',
        hint: isHere ? 'give each overload a name of its own' : 'declare the method here too',
      });
    }
    seen.add(method.name);
    // Its place is that of the inner declaration.
    methods.delete(method.name);
    methods.set(method.name, method);
  }
  return [...methods.values()];
};

/** Notes the methods that an interface declares again, of those that it inherits from its own file. */
const noteRedeclared = (reading: Reading, node: InterfaceDeclaration): void => {
  const inherited = new Set(inheritedBy(reading, node).own.flatMap((base) => membersOf(reading, base)));
  for (const member of node.getMethods()) {
    for (const base of [...inherited].filter(
      (one) => 'getName' in one && one.getName() === member.getName(),
    )) {
      const [inner, outer] = [readMethod(reading, member), readMethod(reading, base)];
      if (inner && outer) reading.reached.redeclared.push({ kind: 'method', node: member, inner, outer });
    }
  }
};
