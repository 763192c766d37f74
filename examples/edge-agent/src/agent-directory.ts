import { randomUUID } from 'node:crypto';
import type { Storage } from '@mortise/services';
import { removeAddress } from './control/address.ts';
import { ask } from './control/client.ts';
import { appTaken } from './errors.ts';

/** One agent's word that it has an application. */
export interface Claim {
  readonly id: string;
  readonly runtime: string;
  /** Where the agent can be asked. */
  readonly address: string;
  /** The agent's process id: for people; nothing is ever done to a process by it. */
  readonly pid: number;
}

/** What a claim is stored under. */
interface StoredClaim extends Claim {
  readonly key: string;
}

/** How long an agent may take to answer, in milliseconds. */
export const patience = 2_000;

/**
 * Which agents have which applications, in a storage that the agents share. A claim is written first
 * and others are looked for then: of two agents that claim one application at the same moment at least
 * one sees the other and steps back, and no claim is ever taken for granted without asking its agent.
 */
export class AgentDirectory {
  readonly #storage: Storage;
  readonly #agent: string = randomUUID();
  readonly #keys = new Set<string>();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /**
   * Claims an application for this agent, whose control address already answers.
   *
   * @throws `app_taken` where another agent has it
   */
  async claim(claim: Claim): Promise<void> {
    const key = `${claim.id}/${this.#agent}`;
    this.#keys.add(key);
    await this.#storage.set(key, new TextEncoder().encode(JSON.stringify(claim)));
    for await (const other of this.claims(claim.id)) {
      if (other.key !== key && (await this.isAlive(other))) throw appTaken(claim.id, other.pid);
    }
  }

  /** Takes back all claims of this agent. */
  async release(): Promise<void> {
    for (const key of this.#keys) await this.#storage.delete(key);
  }

  /** The claims of all agents, dead ones too. */
  async *claims(id?: string): AsyncGenerator<StoredClaim, void, undefined> {
    for await (const key of this.#storage.list(id === undefined ? '' : `${id}/`)) {
      const bytes = await this.#storage.get(key);
      const claim = bytes && readClaim(new TextDecoder().decode(bytes));
      if (claim) yield { ...claim, key };
    }
  }

  /** Whether a claim's agent is there; the claim of one that has gone is removed. */
  async isAlive(claim: StoredClaim): Promise<boolean> {
    try {
      for await (const _ of ask(claim.address, { ask: 'list' }, patience));
      return true;
    } catch (error) {
      // Silence is no proof of an end: a stopped or busy agent may go on.
      if ((error as { code?: string }).code !== 'agent_gone') return true;
      await this.#storage.delete(claim.key);
      await removeAddress(claim.address);
      return false;
    }
  }
}

/** A claim as it was written; `undefined` for what is none. */
const readClaim = (text: string): Claim | undefined => {
  try {
    const { id, runtime, address, pid } = JSON.parse(text);
    const isClaim = [id, runtime, address].every((one) => typeof one === 'string') && Number.isInteger(pid);
    return isClaim ? { id, runtime, address, pid } : undefined;
  } catch {
    return undefined;
  }
};
