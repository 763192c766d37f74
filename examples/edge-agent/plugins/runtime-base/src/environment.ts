import type { AppSpec } from '@era/runtime';

/**
 * The whole environment of an application: what `inherit` names of the agent's own, then `env`.
 *
 * @param app the application
 * @param own the agent's environment
 */
export const environmentOf = ({ env, inherit = [] }: AppSpec, own = process.env): Record<string, string> => {
  const inherited: Record<string, string> = {};
  for (const name of inherit) {
    const value = own[name];
    if (value !== undefined) inherited[name] = value;
  }
  return { ...inherited, ...env };
};
