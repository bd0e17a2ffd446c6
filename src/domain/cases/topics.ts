import type { Case, Tip } from './case.ts';
import type { Threat } from './threats.ts';
import { listsIn } from './topic-words.ts';

/** What a claim is about, as far as it decides who must agree and what comes first. */
export const topics = ['election', 'sara', 'health', 'money', 'disaster'] as const;
export type Topic = (typeof topics)[number];

const OF_WORRY: Readonly<Record<string, Topic>> = {
  election: 'election',
  health: 'health',
  money: 'money',
};

const OF_THREAT: Partial<Record<Threat, Topic>> = {
  penipuan: 'money',
  pelanggaran_pemilu: 'election',
  ujaran_kebencian: 'sara',
};

/** What a case tells of its topics. */
type Told = Pick<Case, 'claim' | 'threat' | 'topics'>;
type TipTold = Pick<Tip, 'worry' | 'triage'> & Partial<Pick<Tip, 'text' | 'read'>>;

/**
 * The topics of a case: by its words and those of all its tips and their files, by every threat that was guessed or
 * said, by what worries the citizens who asked, and what it was found to be about before.
 */
export function topicsOf(found: Told, tips: readonly TipTold[]): Topic[] {
  const implied = new Set(found.topics ?? []);
  const threats = [found.threat, ...tips.map(({ triage }) => triage?.threat)];
  for (const threat of threats) {
    const topic = threat && threat !== 'biasa' && OF_THREAT[threat];
    if (topic) implied.add(topic);
  }
  for (const { worry = '' } of tips) {
    const topic = OF_WORRY[worry];
    if (topic) implied.add(topic);
  }
  const words = tips.flatMap(({ text = '', read = [] }) => [
    text,
    ...read.map((each) => each.text),
  ]);
  for (const topic of topicsIn([found.claim, ...words])) implied.add(topic);
  return topics.filter((topic) => implied.has(topic));
}

/** So many different wordings tell what a case is about. */
const MOST_TEXTS = 200;

/** What texts are about, by their words. */
export function topicsIn(texts: readonly string[]): Topic[] {
  const found = new Set(
    [...new Set(texts)].slice(0, MOST_TEXTS).flatMap((text) => [...listsIn(text)]),
  );
  return topics.filter((topic) => found.has(topic));
}

/** Whether a text is about a topic, by its words. */
export function isAbout(text: string, topic: Topic): boolean {
  return listsIn(text).has(topic);
}
