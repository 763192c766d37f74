/** What Deno says where it refuses something. */
const refused = /Requires \w+ access\b.*--(allow-[a-z]+)/;

/**
 * What a host can do where Deno has refused something: what Deno says itself, to run again with a flag, helps nobody
 * who does not start it.
 *
 * @param text what Deno said
 * @returns none where nothing was refused
 */
export const permissionHint = (text: string): string | undefined => {
  const flag = refused.exec(text)?.[1];
  return (
    flag &&
    `Let the plugin use a host service; or, if you trust it, add '--${flag}' to its 'unsafeFlags' in the profile`
  );
};
