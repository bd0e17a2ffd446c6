import { isAbout, topics } from '../cases/topics.ts';
import type { FactCheck } from '../fact-checks/fact-check.ts';
import { namesProvince } from '../text/province.ts';
import { EVERYTHING } from './subscription.ts';

/** A fact-check that could stand in a digest, and how many have asked for it. */
export interface Candidate {
  factCheck: FactCheck;
  asked: number;
}

/** A digest is read on a small screen. */
export const MOST_IN_DIGEST = 5;

/** What a digest is chosen by; days are ISO dates. */
export interface DigestWish {
  interest: string;
  /** Published on this day or later. */
  since: string;
  today: string;
  /** Fact-checks that the citizen was told before, by id. */
  told: ReadonlySet<string>;
}

/** The fact-checks of a digest: new, still holding, of interest and not yet told; those asked most come first, then the newest. */
export function chooseDigest<C extends Candidate>(candidates: readonly C[], wish: DigestWish): C[] {
  return candidates
    .filter(({ factCheck }) => isNew(factCheck, wish) && fits(factCheck, wish.interest))
    .toSorted((a, b) => b.asked - a.asked || compareDays(b.factCheck, a.factCheck))
    .slice(0, MOST_IN_DIGEST);
}

/** Whether a fact-check is of an interest; a scam is about money, whatever it pretends to be. */
export function fits(factCheck: FactCheck, interest: string): boolean {
  if (interest === EVERYTHING) return true;
  const text = [factCheck.title, factCheck.claim ?? '', factCheck.summary ?? ''].join('\n');
  const topic = topics.find((each) => each === interest);
  if (topic === 'money' && factCheck.verdict === 'penipuan') return true;
  return topic ? isAbout(text, topic) : namesProvince(text, interest);
}

function isNew(factCheck: FactCheck, { since, today, told }: DigestWish): boolean {
  const { id, publishedAt, expiresAt, sample } = factCheck;
  if (publishedAt === undefined || publishedAt < since || publishedAt > today) return false;
  return !sample && !told.has(id) && (expiresAt === undefined || expiresAt >= today);
}

function compareDays(a: FactCheck, b: FactCheck): number {
  return (a.publishedAt ?? '').localeCompare(b.publishedAt ?? '');
}
