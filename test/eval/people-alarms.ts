import type { BotContent } from '../../src/domain/content/bot-content.ts';
import { findDanger } from '../../src/understanding/find-danger.ts';
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
export function findAlarms(script: BotContent, queries: readonly EvalQuery[]): Alarms[] {
  return [
    alarmsAmong(
      script,
      { name: 'ordinary messages', test: 'ordinary', isForwarded: false },
      queries,
    ),
    alarmsAmong(script, { name: 'forwarded news', test: 'news', isForwarded: true }, queries),
  ];
}

function alarmsAmong(
  script: BotContent,
  { name, test, isForwarded }: { name: string; test: EvalQuery['test']; isForwarded: boolean },
  queries: readonly EvalQuery[],
): Alarms {
  const texts = queries.filter((query) => query.test === test).map(({ text }) => text);
  const alarms = texts.flatMap((text) => {
    const danger = dangerIn(script, text, isForwarded);
    return danger === undefined ? [] : [{ text, danger }];
  });
  return { name, all: texts.length, alarms };
}

/** The kind of danger that a message tells of, if any. */
function dangerIn({ understanding }: BotContent, text: string, isForwarded: boolean) {
  return isForwarded ? undefined : findDanger(text, understanding)?.kind;
}

/** How many ordinary messages get each intent, the most frequent first. */
export function countIntents(
  { understanding }: BotContent,
  queries: readonly EvalQuery[],
): [intent: string, count: number][] {
  const ordinary = queries.filter(({ test }) => test === 'ordinary');
  const intents = Map.groupBy(ordinary, ({ text }) => {
    const meaning = understanding.meaningOf(text);
    return meaning.type === 'sure' ? meaning.intent : meaning.type;
  });
  return [...intents]
    .map(([intent, { length }]): [string, number] => [intent, length])
    .sort(([, a], [, b]) => b - a);
}
