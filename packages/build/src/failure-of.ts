import { isMortiseError, type MortiseError } from '@mortise/core';
import { type BuildFailure, formatMessages } from 'esbuild';
import type { AssetFault } from './assets.ts';
import { bundleFailed, folderAsset, missingAsset } from './errors.ts';

const assetErrors = { folder_asset: folderAsset, missing_asset: missingAsset };

/** What a failure of esbuild is for people. */
export const failureOf = async (profile: string, failure: BuildFailure): Promise<MortiseError> => {
  if (isMortiseError(failure)) return failure;
  const faults = (failure.errors ?? []).map(({ detail }) => detail as AssetFault | undefined);
  const [first] = faults;
  if (first && faults.every((fault) => fault?.code === first.code)) {
    const places = faults.flatMap((fault) => fault?.place ?? []);
    return assetErrors[first.code](profile, places);
  }
  return bundleFailed(profile, await messagesOf(failure), failure);
};

const messagesOf = async (failure: BuildFailure): Promise<string[]> => {
  if (!failure.errors) return [failure.message];
  const texts = await formatMessages(failure.errors, { kind: 'error' });
  return texts.map((text) => text.trim());
};
