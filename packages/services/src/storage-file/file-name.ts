/** File systems take 255 bytes; the rest is left to what backup programs and people put behind a name. */
const longest = 200;

/**
 * The file of a key, relative to the plugin's directory. Small letters, digits and `-._` stand for
 * themselves, everything else as `%` and two digits: names that differ only in case would be one file
 * on some systems. What is too long continues in directories, whose names end in `+`.
 *
 * @param key well-formed text
 * @returns a path with `/`, different for each key, that never leaves the directory
 */
export const fileName = (key: string): string => {
  const name = encodeURIComponent(key)
    .replace(/%..|[A-Z!~*'()]/g, (part) => (part.length > 1 ? part.toLowerCase() : escaped(part)))
    // A dot in front hides a file, `..` leads out, Windows drops a dot at the end.
    .replace(/^\.|\.$/g, escaped)
    // Windows takes these for devices, with any extension.
    .replace(/^(?=(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$))./, escaped);
  const parts = name.match(new RegExp(`.{1,${longest}}`, 'g')) ?? ['+'];
  return parts.join('+/+');
};

/**
 * The key of a file.
 *
 * @param name as {@link fileName} returns it
 * @returns `undefined` for a file that a storage did not write
 */
export const keyOf = (name: string): string | undefined => {
  try {
    const key = decodeURIComponent(name.replaceAll('+/+', ''));
    return fileName(key) === name ? key : undefined;
  } catch {
    return undefined;
  }
};

const escaped = (character: string): string => `%${character.charCodeAt(0).toString(16)}`;
