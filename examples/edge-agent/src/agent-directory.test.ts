import { createMemoryStorage } from '@mortise/services';
import { afterEach, expect, test } from 'vitest';
import { AgentDirectory } from './agent-directory.ts';
import { type ControlServer, openControl } from './control/server.ts';

const agents: ControlServer[] = [];
afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.close();
});
const openAgent = async (): Promise<ControlServer> => {
  const agent = await openControl(async function* () {});
  agents.push(agent);
  return agent;
};
const createStorage = () => createMemoryStorage()({ id: 'era.agent', version: '1.0.0' });
const claimOf = ({ address }: ControlServer, id = 'report') => ({ id, runtime: 'wasm', address, pid: 4711 });
const idsOf = async (directory: AgentDirectory): Promise<string[]> => {
  const ids: string[] = [];
  for await (const { id } of directory.claims()) ids.push(id);
  return ids.sort();
};

test('claim() refuses what another agent has, until that is released', async () => {
  const storage = await createStorage();
  const [first, second] = [new AgentDirectory(storage), new AgentDirectory(storage)];
  await first.claim(claimOf(await openAgent()));
  const other = await openAgent();
  await expect(second.claim(claimOf(other))).rejects.toMatchObject({ code: 'app_taken', message: /4711/ });
  await second.release();
  await first.release();
  await second.claim(claimOf(other));
  expect(await idsOf(first)).toEqual(['report']);
});

test('claim() never gives one application to two agents that ask at the same moment', async () => {
  const storage = await createStorage();
  const claims = [await openAgent(), await openAgent()].map((agent) =>
    new AgentDirectory(storage).claim(claimOf(agent)),
  );
  const granted = (await Promise.allSettled(claims)).filter(({ status }) => status === 'fulfilled');
  expect(granted.length).toBeLessThan(2);
});

test('claim() takes over from an agent that was killed', async () => {
  const storage = await createStorage();
  const killed = await openControl(async function* () {});
  await new AgentDirectory(storage).claim(claimOf(killed));
  await killed.close();
  const next = new AgentDirectory(storage);
  await next.claim(claimOf(await openAgent()));
  expect(await idsOf(next)).toEqual(['report']);
});

test('claims() tells ids that begin alike apart, and passes over what is no claim', async () => {
  const storage = await createStorage();
  const directory = new AgentDirectory(storage);
  const agent = await openAgent();
  await directory.claim(claimOf(agent, 'report'));
  await new AgentDirectory(storage).claim(claimOf(agent, 'report-2'));
  await storage.set('report/x', new TextEncoder().encode('{"id": "report"'));
  await storage.set('report/y', new TextEncoder().encode('{"id": 1}'));
  const found: string[] = [];
  for await (const { id } of directory.claims('report')) found.push(id);
  expect(found).toEqual(['report']);
  expect(await idsOf(directory)).toEqual(['report', 'report-2']);
});

test('release() takes back only what this agent has', async () => {
  const storage = await createStorage();
  const [first, second] = [new AgentDirectory(storage), new AgentDirectory(storage)];
  const agent = await openAgent();
  await first.claim(claimOf(agent, 'one'));
  await second.claim(claimOf(agent, 'two'));
  await first.release();
  expect(await idsOf(second)).toEqual(['two']);
});
