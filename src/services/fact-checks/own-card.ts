import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { lookOf, verdictLooks } from '../../domain/fact-checks/verdicts.ts';
import { isNumeral } from '../../matching/numeral.ts';
import { isPolar } from '../../matching/plain-words.ts';
import { readWords } from '../../matching/read-words.ts';
import { mayBeSameWord } from '../../matching/same-word.ts';
import type { Card } from '../../ports/card-renderer.ts';
import { cardOf } from './card.ts';
import { findCardCode } from './card-code.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import { versionsOf } from './fact-check-versions.ts';
import { publicView } from './public-view.ts';

/** A card of ours that came back: as we would paint it now, of an earlier version, since withdrawn, or changed by somebody. */
interface OwnCard {
  state: 'current' | 'corrected' | 'withdrawn' | 'altered';
  factCheck: PublishedFactCheck;
}

type CardDeps = Pick<FactCheckDeps, 'store' | 'script' | 'settings' | 'index'>;

/** The card of this tipline that a picture is, by the code on it; the words beside the code have to be those of that card. */
export async function readOwnCard(
  deps: CardDeps,
  texts: readonly string[],
): Promise<OwnCard | undefined> {
  const text = texts.join('\n');
  const code = findCardCode(text);
  const id = code && (await deps.index.idOfCard(code.key));
  const factCheck = id === undefined ? undefined : await deps.store.factChecks.get(id);
  if (!code || !factCheck) return undefined;
  const sender = { post: deps.settings.post, number: deps.settings.site.number };
  const painted = (changes: Partial<PublishedFactCheck>) =>
    cardOf(publicView(deps, { ...factCheck, ...changes }), sender);
  const isWithdrawn = factCheck.retracted !== undefined;
  if (code.version === factCheck.version % 100 && agrees(text, painted({}))) {
    return { state: isWithdrawn ? 'withdrawn' : 'current', factCheck };
  }
  const earlier = await earlierOnes(deps, factCheck, code.version);
  const isOld = earlier.some((before) =>
    agrees(text, painted({ ...before, retracted: undefined })),
  );
  if (!isOld) return { state: 'altered', factCheck };
  return { state: isWithdrawn ? 'withdrawn' : 'corrected', factCheck };
}

/** What an earlier version of a fact-check may have said; its claim is not kept, and may have been the title. */
async function earlierOnes(
  deps: CardDeps,
  { id, version, retracted, verdict, title, claim }: PublishedFactCheck,
  wanted: number,
): Promise<Pick<PublishedFactCheck, 'verdict' | 'title' | 'claim'>[]> {
  // A withdrawal changes nothing but that.
  if (retracted !== undefined && wanted === (version - 1) % 100) return [{ verdict, title, claim }];
  const old = (await versionsOf(deps, id)).find((each) => each.version % 100 === wanted);
  if (!old) return [];
  return [claim, undefined].map((said) => ({
    verdict: old.verdict,
    title: old.title,
    claim: said,
  }));
}

/** Whether a text that was read from a picture is that of a card: its verdict, its claim, and nothing else that tells. */
function agrees(read: string, card: Card): boolean {
  const { word } = lookOf(card.verdict, card.isWithdrawn);
  const shown = verdictsIn(read, card.claim);
  if (shown.length === 0 || shown.some((each) => each !== word)) return false;
  const sent = wordsOf(read);
  const claimed = wordsOf(card.claim);
  const known = [...claimed, ...wordsOf([card.source, card.footer, FRAME, word].join(' '))];
  const isKnown = (text: string) => known.some((other) => mayBeSameWord(text, other, false));
  const strange = sent.filter((text) => isTelling(text) && !isKnown(text));
  const denials = (words: readonly string[]) => words.filter(isPolar).join(' ');
  if (strange.length > MOST_STRANGE || strange.some(isNumeral)) return false;
  if (denials(sent) !== denials([...claimed, ...wordsOf(card.source)])) return false;
  const telling = claimed.filter(isTelling);
  const found = telling.filter((text) => sent.some((other) => mayBeSameWord(other, text, false)));
  const numbers = telling.filter(isNumeral).every((number) => sent.includes(number));
  return numbers && found.length >= telling.length * MOST_READ;
}

/** Words that every card has. */
const FRAME = 'Kode kartu Ragu Teruskan pesannya ke WhatsApp Diperiksa';
/** A word that was misread; and the share of the claim's words that have to be read. */
const MOST_STRANGE = 1;
const MOST_READ = 0.7;
/** Telephone numbers and codes are known by their digits, or not at all. */
const LONGEST_NUMBER = 4;

function wordsOf(text: string): string[] {
  const plain = text.replace(/[\d][\d\s–—.-]{8,}\d/g, ' ');
  return readWords(plain).map((word) => word.text);
}

function isTelling(text: string): boolean {
  return isNumeral(text) ? text.length <= LONGEST_NUMBER : /^\p{L}{4,}$/u.test(text);
}

/** The verdicts that stand in a text in capitals, but for those in the claim itself. */
function verdictsIn(text: string, claim: string): string[] {
  const all = verdictLooks.map(({ word }) => word);
  const longest = all.toSorted((a, b) => b.length - a.length).join('|');
  const inside = new RegExp(`(?<!\\p{L})(?:${longest})(?!\\p{L})`, 'gu');
  const own: readonly string[] = claim.match(inside) ?? [];
  return (text.match(inside) ?? []).filter((word) => !own.includes(word));
}
