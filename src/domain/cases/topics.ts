import type { Case, Tip } from './case.ts';
import { threatFacts } from './threats.ts';
import { listsIn, type Topic, topics } from './topic-words.ts';

type CaseTopics = Pick<Case, 'claim' | 'threat' | 'topics'>;
type TipTopics = Pick<Tip, 'worry' | 'triage'> & Partial<Pick<Tip, 'text' | 'read'>>;

/** Returns the topics of a case by the words of all its tips and files, its threats, citizens' worries, and those found before. */
export function topicsOf(found: CaseTopics, tips: readonly TipTopics[]): Topic[] {
  const implied = new Set(found.topics ?? []);
  const threats = [found.threat, ...tips.map(({ triage }) => triage?.threat)];
  for (const threat of threats) {
    const topic: Topic | undefined =
      threat && threat !== 'biasa' ? threatFacts(threat).topic : undefined;
    if (topic) implied.add(topic);
  }
  for (const { worry } of tips) {
    const topic = topics.find((each) => each === worry);
    if (topic) implied.add(topic);
  }
  const words = tips.flatMap(({ text = '', read = [] }) => [
    text,
    ...read.map((each) => each.text),
  ]);
  for (const topic of topicsIn([found.claim, ...words])) implied.add(topic);
  return topics.filter((topic) => implied.has(topic));
}

const MOST_TEXTS = 200;

export function topicsIn(texts: readonly string[]): Topic[] {
  const found = new Set(
    [...new Set(texts)].slice(0, MOST_TEXTS).flatMap((text) => [...listsIn(text)]),
  );
  return topics.filter((topic) => found.has(topic));
}

export function isAbout(text: string, topic: Topic): boolean {
  return listsIn(text).has(topic);
}
