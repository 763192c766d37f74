import { homedir, tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startLeakCheck } from '@mortise/testing';
import { expect, test } from 'vitest';
import { Scope } from '../../fixtures/scope.ts';
import { findDeno } from '../find-deno.ts';

/** All that tells a plugin where it is, each as what it returns or how it fails. */
const places = `
  const tell = async (name, ask) => {
    try { return [name, String(await ask())]; } catch (error) { return [name, error.message + error.stack]; }
  };
  const sites = (make) => {
    Error.prepareStackTrace = (_, sites) => sites.map((site) =>
      [site.getFileName(), site.getEvalOrigin(), site.getScriptNameOrSourceURL(), String(site)].join());
    try { return make().stack; } finally { delete Error.prepareStackTrace; }
  };
  const node = await import('node:process');
  const { createRequire } = await import('node:module');
  return Promise.all([
    tell('mainModule', () => Deno.mainModule),
    tell('execPath', () => Deno.execPath()),
    tell('args', () => Deno.args),
    tell('cwd', () => Deno.cwd()),
    tell('internals', () => Deno.inspect(Deno[Deno.internal], { depth: 8 })),
    tell('process', () => JSON.stringify([process.argv, process.argv0, process.execPath, process.execArgv, process.title, process.config])),
    tell('node:process', () => JSON.stringify([node.argv, node.argv0, node.execPath, node.title, node.default.execPath])),
    tell('require', () => createRequire('/here.js').resolve('./there.js')),
    tell('require.main', () => createRequire('/here.js').main?.filename),
    tell('module paths', () => createRequire('/here.js').resolve.paths('there')),
    tell('location', () => globalThis.location),
    tell('stack', () => new Error('here').stack),
    tell('sites', () => sites(() => new Error('here'))),
    tell('sites of a function', () => sites(new Function('return new Error("here")'))),
    tell('async sites', async () => { await null; return sites(() => new Error('here')); }),
    tell('import', () => import('./there.js')),
    tell('import of a function', () => new Function('return import("./there.js")')()),
    tell('import of a text', () => (0, eval)('import("./there.js")')),
    tell('import of a package', () => import('there')),
    tell('worker', () => new Worker('./there.js', { type: 'module' })),
    tell('fetch', () => fetch('./there')),
    tell('file', () => Deno.readTextFileSync('there')),
    tell('program', () => new Deno.Command('there').outputSync()),
    tell('resource', () => performance.getEntries().map((entry) => JSON.stringify(entry))),
  ]);`;

test.skipIf(process.platform === 'win32').each([
  ['that imports', `${places} import.meta;`],
  ['in a spare', places],
])('a plugin %s finds no path of the host in what describes its process', async (what, json) => {
  const check = startLeakCheck();
  const scope = new Scope({ json, options: { spares: what === 'in a spare' ? 1 : 0 } });
  await scope.loader.prepare();
  const told = (await (await scope.probe()).json(null)) as [string, string][];
  await scope.end();
  await check();

  const here = fileURLToPath(new URL('../../../..', import.meta.url));
  const hidden = [dirname(await findDeno()), here.replace(/\/$/, ''), process.cwd(), homedir(), tmpdir()];
  expect(told.length).toBeGreaterThan(20);
  for (const [name, text] of told)
    for (const path of hidden) expect(text, `${name} tells of '${path}'`).not.toContain(path);
});

test('a plugin finds no graphics processor', async () => {
  const check = startLeakCheck();
  const scope = new Scope({ json: 'return [typeof navigator.gpu, navigator.userAgent.slice(0, 4)];' });
  expect(await (await scope.probe()).json(null)).toEqual(['undefined', 'Deno']);
  await scope.end();
  await check();
});
