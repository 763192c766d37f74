/**
 * The command that makes a package depend on another one.
 *
 * @param directory the folder of the package that is to have it, relative to the workspace
 */
export const installCommand = (name: string, directory: string): string =>
  directory === '.' ? `npm install ${name}` : `npm install ${name} -w ${directory}`;
