import { isMortiseError, type MortiseError } from '@mortise/core';
import { protocolViolation } from './errors.ts';
import { exceededLimit } from './json-limits.ts';
import type { Message } from './wire/message.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * The cells of a frame's text.
 *
 * @param text JSON in UTF-8, from anyone
 * @param most how many cells there may be
 * @throws MortiseError `protocol_violation`
 */
export const readCells = (text: Uint8Array, most: number): Message['cells'] => {
  try {
    return parseCells(decoder.decode(text), most);
  } catch (error) {
    throw isMortiseError(error) ? error : noJson(error);
  }
};

/**
 * The cells of a text.
 *
 * @param json from anyone
 * @param most how many cells there may be
 * @throws MortiseError `protocol_violation`
 */
export const parseCells = (json: string, most: number): Message['cells'] => {
  let cells: unknown;
  try {
    check(json, most);
    cells = JSON.parse(json);
  } catch (error) {
    throw isMortiseError(error) ? error : noJson(error);
  }
  if (!Array.isArray(cells)) throw noList();
  if (cells.length > most) throw tooMany(most);
  return cells;
};

const noJson = (error: unknown): MortiseError => protocolViolation('a frame holds no JSON', error);

const noList = (): MortiseError => protocolViolation('a frame holds no list');

const tooMany = (most: number): MortiseError => protocolViolation(`a message has more than ${most} cells`);

/** Refuses what would take long to read, or much memory, and is no row. Short texts take neither. */
const check = (json: string, most: number): void => {
  const mayNest = json.length > 1_024 && (json.indexOf('[', 1) >= 0 || json.indexOf('{') >= 0);
  if (!mayNest && json.length < most * 2) return;
  if (!/^\s*\[/.test(json)) throw noList();
  const exceeded = exceededLimit(json, { levels: 1, commas: most - 1 });
  if (exceeded === 'commas') throw tooMany(most);
  if (exceeded) throw protocolViolation('a cell is a list or an object');
};
