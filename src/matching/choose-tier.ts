import type { Assessment } from './assess.ts';
import { THRESHOLDS } from './judge.ts';
import { officialHost } from './links/look-alike.ts';
import type { MatchResult, Tier } from './match.ts';
import type { MatchIndex } from './match-index.ts';
import { isClaimWord } from './measure-retelling.ts';
import { isPolar } from './plain-words.ts';
import type { QueryWord } from './read-query.ts';
import { readWords } from './read-words.ts';
import { isPitch } from './rotating-parts.ts';

/** Decides whether the best candidate is answered, confirmed or dropped. */
export function chooseTier(library: MatchIndex, ranked: readonly Assessment[]): Tier {
  const best = ranked[0];
  if (!best || best.topic < THRESHOLDS.confirm) return 'none';
  const isAllowed = best.retold === undefined ? mayAnswer(best) : mayAnswerRetelling(best);
  if (best.score < THRESHOLDS.answer || !isAllowed) {
    return countOffered(ranked) > 1 ? 'several' : 'confirm';
  }
  return isDisputed(library, best, ranked) ? 'confirm' : 'answer';
}

/** Whether to ask first: about one or two words, such as "pinjol OJK", which name a topic and claim nothing, unless they are the claim itself; and before more is called true than was checked. */
export function needsAsking(
  library: MatchIndex,
  [best]: readonly Assessment[],
  words: readonly QueryWord[],
): boolean {
  if (!best) return false;
  const isTrue = library.callsTrue(library.heads.verdictOf(best.slot) ?? '');
  if (isTrue && (best.cover.ofQuery < LEAST_TRUE || saysDenied(library, best.id, words)))
    return true;
  const telling = new Set(words.filter(isClaimWord).map(({ written }) => written));
  return telling.size <= 2 && best.score < SAID_WHOLE;
}

/** Share of a message's weight: "after an earthquake take the lift to the top floor" has .87 of what is true of high ground. */
const LEAST_TRUE = 0.88;

/** Whether a message says plainly what a claim denies: "tunggu sirene" of "tanpa menunggu sirene". */
function saysDenied(library: MatchIndex, id: string, words: readonly QueryWord[]): boolean {
  const { vocabulary } = library;
  const claimed = library.claimWords(id);
  const denied = new Set(
    claimed.flatMap((word, at) =>
      isPolar(vocabulary.textOf(word))
        ? claimed.slice(at + 1, at + 1 + NEAR).map((next) => vocabulary.rootOf(next))
        : [],
    ),
  );
  return words.some(
    ({ anchor, roots }, at) =>
      anchor &&
      roots.some((root) => denied.has(root)) &&
      !words.slice(Math.max(0, at - NEAR), at).some(({ text }) => isPolar(text)),
  );
}

/** Words after a denial that it may be of. */
const NEAR = 2;

/** Of 300 titles, those of two words reach it. */
const SAID_WHOLE = 0.85;

/** Returns how many of the first candidates to offer: several if the first is not probably the right one. */
export function countOffered(ranked: readonly Assessment[]): number {
  const [best] = ranked;
  if (best?.retold === undefined || best.retold >= PROBABLE) return 1;
  const least = Math.max(LEAST_OFFERED, best.retold * LEAST_SHARE);
  return ranked.slice(0, MOST_OFFERED).filter(({ retold = 0 }) => retold >= least).length;
}

const PROBABLE = 0.5;
const LEAST_OFFERED = 0.01;
/** What is far less likely than the first one only makes the list longer. */
const LEAST_SHARE = 0.05;

/** Whether a verdict is allowed: no differing detail, and enough shared words. */
export function mayAnswer({ comparison, cover }: Assessment): boolean {
  return cover.found >= LEAST_FOUND && !comparison.conflicts.some(({ grave }) => grave);
}

/** Whether a verdict is allowed for a retelling: in another order only a denial withholds it, or words that share only a frame. */
export function mayAnswerRetelling(assessment: Assessment): boolean {
  const { comparison, cover } = assessment;
  if (comparison.inOrder >= SAME_ORDER) return mayAnswer(assessment);
  const { conflicts } = comparison;
  const denies = conflicts.some(({ grave, type }) => grave && type === 'negation');
  const replaced = conflicts.filter(({ type, how }) => how === 'replaced' && type !== 'negation');
  const weight = replaced.reduce((sum, each) => sum + each.weight, 0);
  return cover.found >= LEAST_FOUND && !denies && weight < MOST_REPLACED;
}

/** Weight of words in the place of others: 2 of 395 right retellings have more, and every text that fills another's frame. */
const MOST_REPLACED = 5;

/** Of 400 headlines with one changed detail, the least has .54 of its weight in the same order; of retellings three in four have less than .4. */
export const SAME_ORDER = 0.45;

// About the weight of one rare and one common word: "selamat siang" is in too many messages.
const LEAST_FOUND = 1.15;

/** Whether another fact-check that would be answered too has another verdict. */
function isDisputed(library: MatchIndex, best: Assessment, ranked: readonly Assessment[]): boolean {
  const verdict = library.heads.verdictOf(best.slot);
  return ranked.some((other) => {
    const said = library.heads.verdictOf(other.slot);
    const close = other.score >= THRESHOLDS.answer && other.score > best.score - 0.02;
    if (!close || verdict === undefined || said === undefined || said === verdict) return false;
    return library.callsTrue(said) || library.callsTrue(verdict);
  });
}

/** Returns the matches that a citizen is shown: the best one, a few to choose from, or none. */
export function offeredOf({ tier, matches, offered = MOST_OFFERED }: MatchResult) {
  if (tier === 'none') return [];
  return matches.slice(0, tier === 'several' ? offered : 1);
}

/** More than these few are not compared but skimmed. */
export const MOST_OFFERED = 3;

/** Lowers the tier of a scam's match where a message leads to the institution's own site: it may be the genuine offer. */
export function spareGenuine(library: MatchIndex, found: MatchResult, text: string): MatchResult {
  const [best] = found.matches;
  if (!best || found.tier === 'none' || !library.callsFalse(best.id)) return found;
  const hosts = officialHosts(text);
  const scam = hosts.length > 0 ? library.claimText(best.id) : '';
  const isCited = officialHosts(scam).some((host) => hosts.includes(host));
  if (scam === '' || isCited || !isPitch(readWords(scam))) return found;
  const { offered: _, ...rest } = found;
  return { ...rest, tier: found.tier === 'answer' ? 'confirm' : 'none' };
}

/** Returns the hosts of institutions in a text, also of links that were made unusable. */
function officialHosts(text: string): string[] {
  return text
    .replaceAll('[.]', '.')
    .split(/\s/)
    .filter((word) => word.includes('.'))
    .slice(0, MOST_LINKS)
    .map((word) => officialHost(word.slice(0, LONGEST_LINK)))
    .filter((host) => host !== undefined);
}

const MOST_LINKS = 100;
const LONGEST_LINK = 200;
