import type { Path } from './fault.ts';

/** Where a value and all that it holds stand in a text. A value that holds nothing is its offset alone. */
export type Place = number | Container;

/** The place of a list or an object that is not empty. */
interface Container {
  /** That of the key, or of the value where it has none. */
  readonly offset: number;
  /** By key or by index. */
  readonly parts: ReadonlyMap<string, Place> | readonly Place[];
}

/**
 * The offset of a value; where nothing stands there, that of the nearest value around it.
 *
 * @param root the place of the whole document
 * @param path keys and indexes from the root
 */
export const offsetOf = (root: Place, path: Path): number => {
  let place = root;
  for (const step of path) {
    const next = typeof place === 'number' ? undefined : partOf(place, step);
    if (next === undefined) break;
    place = next;
  }
  return typeof place === 'number' ? place : place.offset;
};

const partOf = ({ parts }: Container, step: string | number): Place | undefined => {
  if (parts instanceof Map) return parts.get(String(step));
  return (parts as readonly Place[])[Number(step)];
};
