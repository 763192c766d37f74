import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { messageOf } from '@mortise/core';
import { createCatalog, createRegistry } from '@mortise/registry';
import { LogWire, StorageWire } from '@mortise/services/wire';
import { startLeakCheck } from '../leaks/leak-check.ts';
import { pluginIdOf } from './attack.ts';
import { conduct, hostileName } from './conduct.ts';
import { createHostServices } from './host-services.ts';
import { watchNeighbour } from './neighbour.ts';
import { outcomeOf } from './outcome.ts';
import { compare, takeSnapshot } from './realm.ts';
import type { CellReport, CellTask, Outcome } from './report.ts';
import type { HostileSubject } from './subject.ts';
import { Target } from './target.gen.ts';
import { TargetWire } from './target.wire.gen.ts';
import { WitnessWire } from './witness.wire.gen.ts';

// One cell of the matrix, in a process that an attack may end. What it knows so far is always in its report.

const tries = 12;
/** In milliseconds. */
const lingers = 2_000;
/** How long a call may take that has a deadline of 500 ms and may start an instance, in milliseconds. */
const mostPatient = 6_000;

const task: CellTask = JSON.parse(readFileSync(process.argv[2] as string, 'utf8'));
const { attack, subject, secrets } = task;
const faults: string[] = [];
let stage = 'start';
let outcome: Outcome | undefined;
let neighbour = { answered: 0, slowest: 0 };
const before = { memory: 0 };

const report = (isDone = false): void => {
  const memory = { before: before.memory, peak: process.resourceUsage().maxRSS * 1_024 };
  const text: CellReport = { stage, outcome, faults, neighbour, memory, isDone };
  // The runner reads it at any moment.
  writeFileSync(`${task.report}.new`, JSON.stringify(text));
  renameSync(`${task.report}.new`, task.report);
};
const enter = (next: string): void => {
  stage = next;
  report();
};

// The runner watches this process; without one, nobody would end it. What loops has a limit of processor time.
const runner = process.ppid;
setInterval(() => process.ppid === runner || process.exit(1), 1_000).unref();

const { default: tested } = (await import(subject)) as { default: HostileSubject };
enter('start');
const endLeakCheck = startLeakCheck({ files: true });
const host = createHostServices(secrets);
const loader = await tested.create([TargetWire, WitnessWire, LogWire, StorageWire]);
// Scopes of their own: the neighbour is called for as long as the attacked plugin takes to end.
const beside = scopeOf(task.neighbour);
const registry = scopeOf(task.hostile);

const watch = watchNeighbour(await beside.get(Target, 'neighbour'));
await watch.more(5);
const snapshot = takeSnapshot(task.planted);
before.memory = process.memoryUsage.rss();

enter('attack');
const met = await conduct(attack.step, registry);
outcome = met.outcome;
faults.push(...met.faults);
// What a product would print.
if (outcome.kind !== 'answer') console.error(`the attacked call: ${outcome.text}`);
await watch.more(20);

if (attack.step !== 'end' && attack.step !== 'activate') {
  enter('next call');
  faults.push(...(attack.recovers === false ? await endInTime() : await recover()));
}

enter('end');
const ended = await outcomeOf(() => registry.dispose());
if (ended.kind === 'open') faults.push(`the scope did not end: ${ended.text}`);
if (ended.kind === 'own error') faults.push(`the scope ended with an error without a type: ${ended.text}`);
faults.push(...(await callBehindEnd()));
await watch.more(3);
neighbour = { answered: watch.answered, slowest: watch.slowest };
faults.push(...watch.faults);
await watch.stop();
const left = await outcomeOf(() => beside.dispose());
if (left.kind !== 'answer') faults.push(`the neighbour's scope did not end: ${left.text}`);
const closed = await outcomeOf(async () => await loader[Symbol.asyncDispose]?.());
if (closed.kind !== 'answer') faults.push(`the loader did not end: ${closed.text}`);
// Where a thread cannot be interrupted, it does not come back from here.
enter('leak check');
await endLeakCheck().catch((error: unknown) => faults.push(messageOf(error)));
faults.push(...compare(snapshot, takeSnapshot(task.planted)), ...host.faults);
stage = 'done';
report(true);
// It comes to this only where something still keeps the process running.
setTimeout(() => {
  faults.push('the host is kept running by something that was left behind');
  report(true);
  process.exit();
}, lingers).unref();

function scopeOf(folder: string): Parameters<typeof conduct>[1] {
  const plugin = loader.load(JSON.parse(readFileSync(`${folder}/artifact.json`, 'utf8')));
  return createRegistry(createCatalog([plugin]) as never, { services: host.services }) as never;
}

async function callAgain(): Promise<Outcome> {
  return await outcomeOf(async () => {
    const target = await registry.get(Target, hostileName);
    await target.ping();
  });
}

/** Whether it is an error of ours that names the attacked plugin, and not the one beside it. */
function isOfPlugin(kind: Outcome['kind'], pluginId: string | undefined): boolean {
  return kind === 'mortise error' && pluginId === pluginIdOf(attack.name);
}

/** Whoever keeps a stub beyond its plugin's end is told so, and in time. */
async function callBehindEnd(): Promise<string[]> {
  if (!met.target) return [];
  const { kind, pluginId, text, took } = await outcomeOf(() => (met.target as Target).ping());
  return [
    ...(isOfPlugin(kind, pluginId)
      ? []
      : [`a call behind the end ended with ${kind} of ${pluginId}: ${text}`]),
    ...(took > mostPatient ? [`a call behind the end ended only after ${took} ms`] : []),
  ];
}

/** The host calls again: nobody answers, but it is told so, and in time. */
async function endInTime(): Promise<string[]> {
  const { kind, pluginId, phase, text, took } = await callAgain();
  const isTyped = kind === 'answer' || (isOfPlugin(kind, pluginId) && phase);
  return [
    ...(isTyped ? [] : [`a later call ended with ${kind}: ${text}`]),
    ...(took > mostPatient ? [`a later call ended only after ${took} ms`] : []),
  ];
}

/** The host calls again: the same instance answers, or a fresh one, which may be held back for a while. */
async function recover(): Promise<string[]> {
  let last: Outcome | undefined;
  for (let time = 0; time < tries; time += 1) {
    last = await callAgain();
    if (last.kind === 'answer') return [];
    await wait(250);
  }
  return [`no later call was answered: ${last?.text}`];
}
