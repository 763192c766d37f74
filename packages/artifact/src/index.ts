export { openManifest } from './manifest.ts';
export { readArtifact } from './read-artifact.ts';
