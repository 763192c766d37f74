import type { Workspace } from '@mortise/codegen';
import { codelessPlugins, codelessText } from './codeless-plugins.ts';
import { unlistedContracts, unlistedText } from './unlisted-contracts.ts';

/** What nothing is generated of, although it looks as if its author expected that. */
export interface PassedOver {
  /** Contracts that no package.json lists. */
  readonly unlisted: readonly string[];
  /** Manifests of plugins that have no code and that no profile names. */
  readonly codeless: readonly string[];
}

/** What is passed over in a workspace that can be generated. */
export const passedOver = (workspace: Workspace): PassedOver => ({
  unlisted: unlistedContracts(workspace),
  codeless: codelessPlugins(workspace),
});

/** For people, an empty text where nothing is. */
export const passedOverText = ({ unlisted, codeless }: PassedOver): string =>
  [unlistedText(unlisted), codelessText(codeless)].filter(Boolean).join('\n');

/** For machines, without lists that are empty. */
export const passedOverAsJson = ({ unlisted, codeless }: PassedOver): object => ({
  ...(unlisted.length > 0 ? { unlisted } : {}),
  ...(codeless.length > 0 ? { codeless } : {}),
});
