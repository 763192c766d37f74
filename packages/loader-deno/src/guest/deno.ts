// The main module of the process, before a plugin is there: takes it from the host, imports it from memory and serves
// it. The plugin is no part of the main module's graph, whose files Deno reads without asking for a permission.
import { type GuestTask, serveGuest } from '@mortise/isolation/guest';
import { spare } from '../spare.ts';
import { ExactReader, readChunk } from './chunks.ts';
import { Deno, exit } from './deno-api.ts';
import { hideHost } from './hide-host.ts';
import { hintAtFlags, importHinting } from './hint-at-flags.ts';
import { importCode } from './import-code.ts';
import { ownEnvironment } from './own-environment.ts';
import { redirectOutput } from './redirect-output.ts';
import { rehearseHere } from './rehearse-here.ts';
import { StdioTransport, writeAll } from './stdio-transport.ts';

const serve = async (): Promise<never> => {
  const isSpare = Deno.args[0] === spare;
  hideHost();
  ownEnvironment();
  hintAtFlags();
  redirectOutput();
  if (isSpare) await rehearseHere();
  // Before it, nothing is read: what the host measures now is what Deno takes for itself.
  writeAll(new TextEncoder().encode(`${Deno.version.deno}\n`));

  const input = new ExactReader();
  const head = await input.take(8);
  const lengths = new DataView((head ?? exit(0)).buffer);
  const text = (await input.take(lengths.getUint32(0, true))) ?? exit(0);
  const code = (await input.take(lengths.getUint32(4, true))) ?? exit(0);

  const transport = new StdioTransport();
  const task = JSON.parse(new TextDecoder().decode(text)) as GuestTask;
  void serveGuest(transport, task, () => importHinting(() => importCode(code))).catch(() => {});

  if (input.rest.length > 0) transport.receive(input.rest);
  for (let chunk = await readChunk(); chunk; chunk = await readChunk()) transport.receive(chunk);
  // The host has gone, or wants us to go.
  return exit(0);
};

// What rejects here ends the process, which says it.
void serve();
