import { readJson } from '../../workspace.ts';

const { devDependencies } = readJson<{ devDependencies: Record<string, string> }>('tools/package.json');

/** The versions of the peers, by the names that they have in tables. */
export const peerVersions: Readonly<Record<string, string | undefined>> = {
  ...devDependencies,
  grpc: devDependencies['@grpc/grpc-js'],
  extism: devDependencies['@extism/extism'],
};
