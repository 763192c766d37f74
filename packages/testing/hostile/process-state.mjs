// What a whole process has once: its folder, its mask of permissions, its user.
import { anyOf, builtin, Deno } from './parts/platform.mjs';
import { nothing, target } from './parts/plugin.mjs';

export { wires } from './parts/plugin.mjs';

export default target({
  attack: async () => {
    const process = globalThis.process ?? (await builtin('node:process'));
    const changed = await anyOf(
      () => process.chdir('/') ?? true,
      () => Deno.chdir('/') ?? true,
      () => process.umask(0o777),
      () => Deno.umask(0o777),
      () => process.setgid(65_534) ?? true,
      () => process.setuid(65_534) ?? true,
    );
    return changed ? 'changed' : nothing;
  },
});
