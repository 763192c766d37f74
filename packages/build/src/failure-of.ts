import { isMortiseError, type MortiseError } from '@mortise/core';
import { loaderOf, type ProfilePlan } from '@mortise/profile';
import { type BuildFailure, formatMessages, type Message } from 'esbuild';
import type { AssetFault } from './assets.ts';
import { bundleFailed, folderAsset, missingAsset, missingLoader, styleSheet } from './errors.ts';
import type { StyleSheetFault } from './style-sheets.ts';

const faultErrors = { folder_asset: folderAsset, missing_asset: missingAsset, style_sheet: styleSheet };

/** What a failure of esbuild is for people. */
export const failureOf = async (
  { name: profile, plugins }: ProfilePlan,
  failure: BuildFailure,
): Promise<MortiseError> => {
  if (isMortiseError(failure)) return failure;
  for (const { isolation, manifest } of plugins) {
    const loader = loaderOf(isolation);
    const isMissing = failure.errors?.some(({ text }) => text.startsWith(`Could not resolve "${loader}"`));
    if (loader !== undefined && isMissing) return missingLoader(profile, manifest.id, isolation, loader);
  }
  const faults = (failure.errors ?? []).map(
    ({ detail }) => detail as AssetFault | StyleSheetFault | undefined,
  );
  const [first] = faults;
  if (first && faults.every((fault) => fault?.code === first.code))
    return faultErrors[first.code](profile, failure.errors.map(placeOf));
  return bundleFailed(profile, await messagesOf(failure), failure);
};

const placeOf = ({ detail, location }: Message): string => {
  const fault: AssetFault | StyleSheetFault = detail;
  if (fault.code !== 'style_sheet') return fault.place;
  return location ? `${location.file}:${location.line}:${location.column + 1} '${fault.file}'` : fault.file;
};

const messagesOf = async (failure: BuildFailure): Promise<string[]> => {
  if (!failure.errors) return [failure.message];
  const texts = await formatMessages(failure.errors.map(withoutExternal), { kind: 'error' });
  return texts.map((text) => text.trim());
};

/** Takes out the advice to leave a module out of the bundle, for which there is no option. */
const withoutExternal = (message: Message): Message => ({
  ...message,
  notes: message.notes
    .map((note) => ({
      ...note,
      text: note.text.replace(
        /^You can mark the path .* as external .* in the bundle\. ?(You can )?(?:also )?/,
        '$1',
      ),
    }))
    .filter(({ text }) => text !== ''),
});
