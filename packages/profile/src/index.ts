export { type Boundary, builtIsolations, isBoundary, loaderOf, pluginBundle } from './isolations.ts';
export type { FoundPlugin, PlannedPlugin, ProfilePlan } from './plan.ts';
export { type Isolation, openProfile, type Platform, type Profile, type ProfileEntry } from './profile.ts';
export { type ResolveOptions, resolveProfile } from './resolve-profile.ts';
export { isolations, platforms, profileSchema } from './schema.ts';
