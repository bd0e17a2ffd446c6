import { topics } from '../cases/topic-words.ts';
import { isAbout } from '../cases/topics.ts';
import type { FactCheck } from '../fact-checks/fact-check.ts';
import { factsOf } from '../fact-checks/verdicts.ts';
import { namesProvince } from '../text/province.ts';
import { EVERYTHING } from './subscription.ts';

export interface Candidate {
  factCheck: FactCheck;
  asked: number;
}

/** People read digests on a small screen. */
export const MOST_IN_DIGEST = 5;

/** Criteria of a digest; days are ISO dates. */
export interface DigestWish {
  interest: string;
  /** Published on this day or later. */
  since: string;
  today: string;
  /** Ids of fact-checks that the citizen was told before. */
  told: ReadonlySet<string>;
}

/** Chooses new, valid, interesting and untold fact-checks; most asked first, then the newest. */
export function chooseDigest<C extends Candidate>(candidates: readonly C[], wish: DigestWish): C[] {
  const dayOf = ({ factCheck }: C) => factCheck.publishedAt ?? '';
  return candidates
    .filter(({ factCheck }) => isNew(factCheck, wish) && fits(factCheck, wish.interest))
    .toSorted((a, b) => b.asked - a.asked || dayOf(b).localeCompare(dayOf(a)))
    .slice(0, MOST_IN_DIGEST);
}

/** Whether a fact-check matches an interest; a scam always concerns money. */
export function fits(factCheck: FactCheck, interest: string): boolean {
  if (interest === EVERYTHING) return true;
  const text = [factCheck.title, factCheck.claim ?? '', factCheck.summary ?? ''].join('\n');
  const topic = topics.find((each) => each === interest);
  if (topic === 'money' && factsOf(factCheck.verdict).isScam) return true;
  return topic ? isAbout(text, topic) : namesProvince(text, interest);
}

function isNew(factCheck: FactCheck, { since, today, told }: DigestWish): boolean {
  const { id, publishedAt, expiresAt, sample } = factCheck;
  if (publishedAt === undefined || publishedAt < since || publishedAt > today) return false;
  return !sample && !told.has(id) && (expiresAt === undefined || expiresAt >= today);
}
