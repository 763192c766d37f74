export type { ContractModel, FieldModel, MethodModel, TypeModel } from './contract/model.ts';
export { readContract } from './contract/read-contract.ts';
export { type GenerateResult, generate } from './generate/generate.ts';
export type { GeneratedFile } from './generate/generated-file.ts';
export { bootstrapFile, profileFiles, profileName, readPlan } from './generate/profile.ts';
export { diskFiles, type Files } from './workspace/files.ts';
export { type Package, Workspace } from './workspace/workspace.ts';
export { writeFiles } from './workspace/write-files.ts';
