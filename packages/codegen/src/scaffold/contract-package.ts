import { render } from '../template.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { NewFile } from './draft.ts';
import { pascalCase } from './names.ts';
import { licenseOf, sourceAndBuild } from './plugin-package.ts';
import type { ContractPlan } from './scaffold-contract.ts';

/** The package.json of a contract. */
export const contractPackage = (
  workspace: Workspace,
  { packageName, version, name }: ContractPlan,
  dependencies: Readonly<Record<string, string>>,
): object => ({
  name: packageName,
  version,
  private: true,
  ...licenseOf(workspace),
  type: 'module',
  sideEffects: false,
  exports: {
    '.': sourceAndBuild('index'),
    './wire': sourceAndBuild('wire'),
    './package.json': './package.json',
  },
  files: ['dist', 'src'],
  mortise: { contracts: [`./src/${name}.contract.ts`] },
  dependencies,
});

/** The files of a contract that a person goes on with, relative to its folder. */
export const contractCode = (plan: ContractPlan): NewFile[] => {
  const { name, namespace, version, packageName } = plan;
  const values = {
    name,
    shape: pascalCase(name),
    contract: `${namespace}:${name}`,
    version,
    packageName,
    major: version.split('.')[0],
  };
  return [
    { path: `src/${name}.contract.ts`, text: render('scaffold/contract.ts', values) },
    { path: 'src/index.ts', text: `export * from './${name}.gen.ts';\n` },
    { path: 'src/wire.ts', text: `export { ${pascalCase(name)}Wire } from './${name}.wire.gen.ts';\n` },
    { path: 'README.md', text: render('scaffold/contract.README.md', values) },
  ];
};
