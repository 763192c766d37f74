import { cpSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { run } from '../../e2e/run.ts';
import { type Scratch, scratch } from '../../e2e/scratch.ts';
import { listPackages, readJson, readText, root } from '../../workspace.ts';

/**
 * How Nx finds Mortise: `installed` as users have it, built and in node_modules; `source` as this repository has it, a
 * member of the workspace that Nx compiles while it runs.
 */
export type Mode = 'installed' | 'source';

/** What a workspace holds beside Mortise. */
export interface WorkspaceOptions {
  readonly mode: Mode;
  /** By path; objects become JSON. */
  readonly files: Readonly<Record<string, unknown>>;
  /** What nx.json says instead of this repository's. */
  readonly nxJson?: object;
}

/** A workspace of Nx in a scratch folder, linked as `npm install` would do it. */
export async function nxWorkspace({ mode, files, nxJson = {} }: WorkspaceOptions): Promise<Scratch> {
  const workspace = scratch();
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (!/^\.|^@(mortise|era)$/.test(name)) link(workspace, name, join(root, 'node_modules', name));
  }
  for (const [path, content] of Object.entries(files)) {
    const { name } = path.endsWith('/package.json') ? (content as { name?: string }) : {};
    if (name && !path.startsWith('node_modules/')) link(workspace, name, join(workspace.path, dirname(path)));
  }
  workspace.write({
    'package.json': {
      name: 'bench',
      version: '1.0.0',
      private: true,
      type: 'module',
      workspaces: ['packages/*', 'generators', 'contracts/*', 'floor', 'product', 'product/plugins/*'],
    },
    'nx.json': { ...ownNxJson(), ...nxJson },
    '.env': readText('.env'),
    '.gitignore': 'node_modules\n.nx\n',
    ...files,
  });
  const packages = copyMortise(workspace);
  if (mode === 'installed') await install(workspace, packages);
  return workspace;
}

/** This repository's, without what only its own tests and builds want. */
function ownNxJson(): object {
  const {
    targetDefaults: _,
    plugins,
    ...own
  } = readJson<{ targetDefaults: object; plugins: { plugin: string }[] }>('nx.json');
  return { ...own, plugins: plugins.filter(({ plugin }) => !plugin.startsWith('.')) };
}

/** Runs a command of Nx; throws what it printed, where it failed. */
export async function nx(
  { path }: Scratch,
  ...args: readonly string[]
): Promise<{ text: string; took: number }> {
  const start = performance.now();
  const env = { NX_DAEMON: 'false', INIT_CWD: path };
  const { code, stdout, stderr } = await run(
    process.execPath,
    [join(root, 'node_modules/.bin/nx'), ...args],
    path,
    env,
  );
  const took = performance.now() - start;
  if (code !== 0) throw new Error(`Cannot run 'nx ${args.join(' ')}':\n${stdout}${stderr}`);
  return { text: stdout, took };
}

function link({ path, write }: Scratch, name: string, target: string): void {
  write({ [join('node_modules', dirname(name), '.keep')]: '' });
  symlinkSync(target, join(path, 'node_modules', name));
}

interface Package {
  readonly name: string;
  readonly folder: string;
}

/** Copies the sources of Mortise as members of the workspace. */
function copyMortise(workspace: Scratch): readonly Package[] {
  const packages = listPackages().filter(({ folder }) => /^(generators|packages\/.*)$/.test(folder));
  const isSource = (file: string) => !/^(dist|node_modules|.*\.test\.ts)$/.test(basename(file));
  for (const { name, folder } of packages) {
    cpSync(join(root, folder), join(workspace.path, folder), { recursive: true, filter: isSource });
    link(workspace, name, join(workspace.path, folder));
  }
  const base = readJson<{ compilerOptions: { paths: Record<string, string[]> } }>('tsconfig.base.json');
  const paths = Object.entries(base.compilerOptions.paths).filter(([name]) => name.startsWith('@mortise/'));
  workspace.write({
    'tsconfig.base.json': { compilerOptions: { ...base.compilerOptions, paths: Object.fromEntries(paths) } },
    'tsconfig.settings.json': readText('tsconfig.settings.json'),
  });
  return packages;
}

/** Builds the packages and moves them to where npm installs packages. */
async function install({ path }: Scratch, packages: readonly Package[]): Promise<void> {
  const tsc = join(root, 'node_modules/typescript7/bin/tsc');
  const built = await run(process.execPath, [tsc, '-b', ...packages.map(({ folder }) => folder)], path);
  if (built.code !== 0) throw new Error(`Cannot build Mortise:\n${built.stdout}`);
  for (const { name, folder } of packages) {
    rmSync(join(path, 'node_modules', name));
    renameSync(join(path, folder), join(path, 'node_modules', name));
  }
  for (const file of ['tsconfig.base.json', 'tsconfig.settings.json']) rmSync(join(path, file));
}
