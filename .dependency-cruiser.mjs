// Who may import whom. A row: a package, and the packages of this workspace that its sources may name. A package
// without a row may import nothing; what no row lists fails.
const contracts = ['core', 'json', 'registry', 'services'];
const arrows = {
  'packages/core': [],
  'packages/json': ['core'],
  'packages/registry': ['core'],
  'packages/services': ['core'],
  'packages/rpc': ['core'],
  'packages/isolation': ['core', 'rpc'],
  'packages/testing': ['core', 'registry', 'rpc', 'services'],
  'packages/artifact': ['core', 'json'],
  'packages/loader-inprocess': ['core', 'artifact'],
  'packages/loader-worker': ['core', 'rpc', 'isolation'],
  'packages/loader-deno': ['core', 'rpc', 'isolation'],
  'packages/loader-wasm': ['core', 'rpc', 'isolation'],
  'packages/profile': ['core', 'json'],
  'packages/codegen': ['core', 'json', 'artifact', 'profile'],
  'packages/build': ['core', 'json', 'profile', 'codegen'],
  'packages/cli': ['core', 'json', 'profile', 'codegen', 'build'],
  generators: ['core', 'json', 'profile', 'codegen', 'build'],
  examples: [
    ...contracts,
    'artifact',
    'loader-inprocess',
    'loader-worker',
    'loader-deno',
    'loader-wasm',
    'testing',
  ],
};

const test = '\\.test(-d)?\\.ts$';
// The command's first file starts from the sources here, from the build where it is installed.
const workspaceStart = '^packages/cli/bin/';
const isAny = (paths) => `^(${paths.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(arrows).map(([from, allowed]) => ({
      name: `arrow:${from}`,
      comment: `${from} may import: ${allowed.join(', ') || 'nothing of this workspace'}`,
      severity: 'error',
      from: { path: `^${from}/`, pathNot: [test, workspaceStart] },
      to: {
        path: '^(packages|generators|examples|tools)/',
        pathNot: isAny([from, ...allowed.map((name) => `packages/${name}`)]),
      },
    })),
    {
      name: 'package-has-a-row',
      comment: 'Give the package a row in .dependency-cruiser.mjs',
      severity: 'error',
      from: { path: '^packages/', pathNot: isAny(Object.keys(arrows)) },
      to: {},
    },
    {
      name: 'no-relative-into-sibling',
      comment: 'Packages name each other, so that each installs alone',
      severity: 'error',
      from: { path: '^packages/([^/]+)/', pathNot: workspaceStart },
      to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: {},
      to: { path: test },
    },
    {
      name: 'dependency-is-listed',
      comment: 'What sources import stands under dependencies in the package.json beside them',
      severity: 'error',
      from: { path: '^(packages/[^/]+|generators)/src/', pathNot: test },
      // An optional peer is said to have no package, too.
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only', 'npm-peer'],
      },
    },
    {
      name: 'resolves',
      severity: 'error',
      // Hostile plugins import what is put in when they are bundled.
      from: { pathNot: '^packages/testing/hostile/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)(dist|api|files|fixtures)/', '\\.schema\\.json$'] },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      conditionNames: ['@mortise/source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.mjs', '.js'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
