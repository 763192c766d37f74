import { posix } from 'node:path';
import { openManifest } from '@mortise/artifact';
import { parseContractRef } from '@mortise/core';
import { lineOf } from '../json-text/edit-json.ts';
import type { Draft } from './draft.ts';
import type { PluginOptions, PluginPlan } from './plugin-plan.ts';

/**
 * Where a plugin is there with another manifest than was asked for, which is its author's to change.
 *
 * @param draft with the manifest
 * @param plan what was asked for, and what followed from it
 * @param options what was asked for
 * @returns a sentence each
 * @throws MortiseError `invalid_document`
 */
export const otherManifest = (draft: Draft, plan: PluginPlan, options: PluginOptions): string[] => {
  const file = posix.join(plan.directory, 'plugin.json');
  const text = draft.read(file) ?? '';
  const { id, provides, uses = {} } = openManifest(text, file).check();
  const at = (...path: string[]) => `${file}:${lineOf(text, file, path)}`;
  const idOf = (ref: string) => parseContractRef(ref).id;
  const kept: string[] = [];
  if (options.pluginId !== undefined && id !== plan.pluginId)
    kept.push(`${at('id')} has id "${id}", which stays: for "${plan.pluginId}", write it there`);
  const contract = plan.contract.model.id;
  const own = Object.keys(provides).filter((ref) => idOf(ref) === contract);
  const providers = own.flatMap((ref) => Object.keys(provides[ref] ?? {}));
  if (own.length === 0)
    kept.push(`${at('provides')} does not provide "${contract}": write it there, and its code`);
  else if (options.provider !== undefined && !providers.includes(plan.provider))
    kept.push(
      `${at('provides', own[0] as string)} has provider "${providers.join('", "')}", which stays: for "${plan.provider}", write it there, and its code`,
    );
  for (const { model } of plan.uses)
    if (!Object.keys(uses).some((ref) => idOf(ref) === model.id))
      kept.push(`${at('uses')} does not use "${model.id}": write it there under "uses"`);
  return kept;
};
