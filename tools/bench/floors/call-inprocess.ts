/** What is called. It returns no promise, which would cost more than the call and so hide a detour. */
export interface Adder {
  add(value: number): number;
}

/** Four shapes of receivers: with one, the engine would inline the method and fold the loop. */
const shapes: readonly ((seed: number) => Adder)[] = [
  (seed) => new Xor(seed),
  (seed) => new Or(seed),
  (seed) => new Mask(seed),
  (seed) => ({ add: (value) => (value + seed) & 63 }),
];

class Xor implements Adder {
  readonly #seed: number;
  constructor(seed: number) {
    this.#seed = seed;
  }
  add(value: number): number {
    return (value ^ this.#seed) & 63;
  }
}

class Or implements Adder {
  readonly seed: number;
  constructor(seed: number) {
    this.seed = seed;
  }
  add(value: number): number {
    return (value | this.seed) & 63;
  }
}

class Mask implements Adder {
  readonly mask: number;
  constructor(seed: number) {
    this.mask = seed * 5;
  }
  add(value: number): number {
    return value & this.mask & 63;
  }
}

/** Eight receivers of four shapes. */
export function createAdders(): Adder[] {
  return Array.from({ length: 8 }, (_, index) => (shapes[index % 4] as (seed: number) => Adder)(index + 1));
}

/** Calls the receivers in turn and adds up what they return. */
export function sumCalls(adders: readonly Adder[], count: number): number {
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += (adders[index & 7] as Adder).add(index);
  return sum;
}
