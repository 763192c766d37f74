import { keyOf } from './file-name.ts';
import { namesIn } from './names-in.ts';

/** A piece of a list of keys. */
export interface KeyPiece {
  readonly keys: readonly string[];
  /** The place of the last of them; `undefined` where the list ends with them. */
  readonly last: string | undefined;
}

/**
 * Reads the next keys of a list. A list goes by the places of its keys, not by a directory's order: so it
 * goes on where it was with nothing kept open, whatever has been set and deleted meanwhile.
 *
 * @param directory the plugin's; may be missing
 * @param prefix what the keys begin with
 * @param after the last place of the piece before; empty for the first piece
 * @param most how many keys a piece has
 * @throws the file system's error
 */
export const nextKeys = async (
  directory: string,
  prefix: string,
  after: string,
  most: number,
): Promise<KeyPiece> => {
  let places: string[] = [];
  let last: string | undefined;
  const drop = () => {
    places = places.sort().slice(0, most);
    last = places[most - 1];
  };
  for await (const name of namesIn(directory)) {
    const place = placeOf(name);
    if (place <= after || (last !== undefined && place >= last)) continue;
    if (!keyOf(name)?.startsWith(prefix)) continue;
    places.push(place);
    // Not at each name, because that would sort a large directory's names again and again.
    if (places.length >= 2 * most) drop();
  }
  drop();
  return { keys: places.map((place) => keyOf(place.slice(hashLength)) as string), last };
};

const hashLength = 2;

/**
 * Where a file's key stands in a list. By a hash first: in the order of names, a plugin that sets `z/a` for each
 * key `a` that it reads would always have another one before it, and never come to an end.
 */
const placeOf = (name: string): string => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return String.fromCharCode(hash >>> 16, hash & 0xffff) + name;
};
