import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findOwnTrouble } from '../../src/triage/trouble/own-trouble.ts';
import type { EvalQuery } from './load-data.ts';

/** The share of messages that may at most be taken for danger. */
export const MOST_ALARMS = 0.002;

/** Messages of nobody in danger, by how they came, and those that were taken for it. */
export interface Alarms {
  name: string;
  all: number;
  alarms: { text: string; danger: string }[];
}

/** Lets the detector of danger read the ordinary messages as written, and the news as forwarded. */
export function findAlarms(queries: readonly EvalQuery[]): Alarms[] {
  return [
    alarmsAmong('ordinary messages', queries, 'ordinary', false),
    alarmsAmong('forwarded news', queries, 'news', true),
  ];
}

function alarmsAmong(
  name: string,
  queries: readonly EvalQuery[],
  test: EvalQuery['test'],
  isForwarded: boolean,
): Alarms {
  const texts = queries.filter((query) => query.test === test).map(({ text }) => text);
  const alarms = texts.flatMap((text) => {
    const danger = findDanger(text, isForwarded);
    return danger === undefined ? [] : [{ text, danger }];
  });
  return { name, all: texts.length, alarms };
}

/** The kind of danger that a message tells of, if any. */
function findDanger(text: string, isForwarded: boolean): string | undefined {
  return findOwnTrouble(text, isForwarded)?.kind;
}

/** Reads a message on its own; the name of its intent, if it has one. */
type ReadIntent = (text: string) => string | undefined;

/** Where the reader of intents is, and what it exports: a function from a text to its intent. */
const INTENTS = { path: 'src/understanding/read-intent.ts', name: 'readIntent' };

/** How many ordinary messages get each intent, the most frequent first; undefined where there is no reader. */
export async function countIntents(
  queries: readonly EvalQuery[],
): Promise<[intent: string, count: number][] | undefined> {
  const read = await openReader();
  if (!read) return undefined;
  const ordinary = queries.filter(({ test }) => test === 'ordinary');
  const intents = Map.groupBy(ordinary, ({ text }) => read(text) ?? 'none');
  return [...intents]
    .map(([intent, { length }]): [string, number] => [intent, length])
    .sort(([, a], [, b]) => b - a);
}

async function openReader(): Promise<ReadIntent | undefined> {
  const path = resolve(INTENTS.path);
  if (!existsSync(path)) return undefined;
  const module: Record<string, ReadIntent | undefined> = await import(path);
  const read = module[INTENTS.name];
  if (!read) throw new Error(`${INTENTS.path} exports no ${INTENTS.name}`);
  return read;
}
