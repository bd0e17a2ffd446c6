import { pageOf } from '../../domain/fact-checks/page-of.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { splitClaims } from '../../domain/messages/split-claims.ts';
import { defang } from '../../domain/text/links.ts';
import { shorten } from '../../domain/text/shorten.ts';
import type { ListItem } from '../../engine/conversation.ts';
import { offeredOf } from '../../matching/choose-tier.ts';
import type { MatchResult } from '../../matching/match.ts';
import { beginStep, type Turn, wordsFor } from '../../ports/turn.ts';
import { mayBeOwnStory } from '../../triage/trouble/own-trouble.ts';
import { briefVerdict } from '../responses/verdict-text.ts';
import type { ActionDeps, ActionResult } from './action.ts';
import { ownCardLine } from './answer-debunk.ts';
import { answerDenied, answerVerdict, findValid, recordDelivery } from './answer-verdict.ts';
import { toRow, validCandidates } from './ask-which.ts';
import { denialIn, type Stance, stanceOf } from './check-denial.ts';
import { dangerIn, looksLikeScam } from './find-dangers.ts';
import { findMatches } from './find-matches.ts';
import { askedOf, hasWords, type Item, isEmpty, wordsOf } from './read-items.ts';

type Deps = Pick<
  ActionDeps,
  'store' | 'script' | 'settings' | 'index' | 'links' | 'observe' | 'clock'
>;

/** Letters, since a number answers the question that may follow; no more, as WhatsApp texts have an end. */
export const LETTERS = 'ABCDEFGHIJ';

/** How many fact-checks a line names where it is not clear which one is right. */
const MAX_LIKELY = 2;

/** Answers each message of a bundle in a line with a letter; what is unanswered stays in `items`. */
export async function answerBundle(
  deps: Deps,
  turn: Turn,
  items: readonly Item[],
): Promise<ActionResult<'answer' | 'denied' | 'bundle' | 'bundle-open'>> {
  const results: string[] = [];
  const open: ListItem[] = [];
  for (const [index, item] of items.slice(0, LETTERS.length).entries()) {
    const line = await answerItem(deps, turn, item, LETTERS[index] ?? '');
    results.push(line.text);
    if (!line.isAnswered) open.push({ id: item.key, label: '' });
  }
  if (open.length === results.length) {
    const together = await answerTogether(deps, turn, items);
    if (together) return together;
  }
  const opening = wordsFor(deps, turn)('bundle.messages', { count: String(items.length) });
  const values = { opening, results: results.join('\n\n'), factCheck: '' };
  if (open.length === 0) return { outcome: 'bundle', values };
  return { outcome: 'bundle-open', values: { ...values, items: open } };
}

async function answerItem(deps: Deps, turn: Turn, item: Item, number: string) {
  const words = wordsFor(deps, turn);
  if (dangerIn(item)) {
    const kind = words(`kinds.${item.message.kind}`);
    return { text: words('bundle.program', { number, kind }), isAnswered: false };
  }
  const asked = askedOf(item);
  const isOwn = mayBeOwnStory(item.message.text, item.message.forwarded);
  const card = await ownCardLine(deps, turn, item);
  if (card)
    return {
      text: words('bundle.answered', { number, excerpt: excerptOf(item, words), verdict: card }),
      isAnswered: true,
    };
  const found = isOwn || isEmpty(asked) ? NOTHING : await findMatches(deps, turn, asked);
  const likely = await findLikely(deps, found);
  const [best] = likely;
  if (!best && !hasWords(asked)) {
    const kind = words(`kinds.${item.message.kind}`);
    return { text: words('bundle.wordless', { number, kind }), isAnswered: false };
  }
  const excerpt = excerptOf(item, words);
  if (best) {
    const stance = stanceOf(denialIn(asked), best);
    return tellFound(deps, turn, { number, excerpt, found, likely, best, stance });
  }
  const key = looksLikeScam(wordsOf(asked)) ? 'bundle.risky' : 'bundle.unknown';
  return { text: words(key, { number, excerpt }), isAnswered: false };
}

/** The fact-checks that a line may name, the likeliest first; none if nothing fits or all were withdrawn. */
export async function findLikely(deps: Pick<ActionDeps, 'store' | 'script'>, found: MatchResult) {
  const candidates = await validCandidates(deps, offeredOf(found).slice(0, MAX_LIKELY));
  return candidates.map(({ factCheck }) => factCheck);
}

interface Told {
  number: string;
  excerpt: string;
  found: MatchResult;
  likely: readonly PublishedFactCheck[];
  best: PublishedFactCheck;
  stance: Stance;
}

/** Says in a line with a letter what was found: a short verdict, or what is similar. */
export function tellFound(
  deps: Pick<ActionDeps, 'script'>,
  turn: Turn,
  { number, excerpt, found: { tier, debunked }, likely, best, stance }: Told,
): { text: string; isAnswered: boolean } {
  const words = wordsFor(deps, turn);
  if (!debunked && (tier !== 'answer' || stance === 'ask')) {
    const text = likelyLine(words, { number, excerpt, factChecks: likely });
    return { text, isAnswered: false };
  }
  recordDelivery(turn, best);
  const isDenied = !debunked && stance === 'denied';
  const brief = briefVerdict(deps.script, turn.profile.language, best, isDenied);
  const verdict = debunked ? words('bundle.debunk', { verdict: brief }) : brief;
  return { text: words('bundle.answered', { number, excerpt, verdict }), isAnswered: true };
}

/** The line of what is not sure: the one that is similar, or the few of which one may be meant. */
function likelyLine(
  words: ReturnType<typeof wordsFor>,
  likely: Pick<Told, 'number' | 'excerpt'> & { factChecks: readonly PublishedFactCheck[] },
): string {
  const { factChecks, ...named } = likely;
  const isOne = factChecks.length === 1;
  const titles = factChecks.map((factCheck) => {
    const page = pageOf(factCheck.url);
    const title = isOne ? defang(shorten(factCheck.title, 120)) : toRow(factCheck).label;
    return { title, url: page === undefined ? '' : ` ${page}` };
  });
  if (isOne) return words('bundle.maybe', { ...named, ...titles[0] });
  const list = titles.map(({ title, url }) => `– “${title}”${url}`).join('\n');
  return words('bundle.several', { ...named, list });
}

/** What names a message in a line: its words, those in its file, or what it is. */
function excerptOf(item: Item, words: ReturnType<typeof wordsFor>): string {
  const said = [item.message.text, ...(item.evidence?.texts ?? []).map(({ text }) => text)];
  const [first] = said.filter((text) => text.trim() !== '');
  return defang(shorten(first ?? words(`kinds.${item.message.kind}`), 60));
}

/** Result of a search for nothing. */
export const NOTHING: MatchResult = { tier: 'none', matches: [] };

/** A picture and a text sent together may be one claim, which neither of them gives away alone. */
async function answerTogether(
  deps: Deps,
  turn: Turn,
  items: readonly Item[],
): Promise<ActionResult<'answer' | 'denied'> | undefined> {
  const asked = items.map(askedOf);
  if (!asked.some(({ files }) => files)) return undefined;
  const { tier, matches } = await findMatches(deps, turn, {
    text: asked.map(({ text }) => text).join('\n'),
    read: asked.flatMap(({ read = [] }) => read),
    files: asked.flatMap(({ files = [] }) => files),
    debunks: asked.some(({ debunks }) => debunks),
  });
  const best = matches[0] && tier === 'answer' && (await findValid(deps, matches[0].id));
  if (!best) return undefined;
  const stances = asked.map((each) => stanceOf(denialIn(each), best));
  // What is denied in one of them and not in the other is told line by line, as unsure.
  if (stances.includes('ask')) return undefined;
  return stances.includes('denied')
    ? { outcome: 'denied', values: answerDenied(deps, turn, best) }
    : { outcome: 'answer', values: answerVerdict(deps, turn, best) };
}

/** Answers a message of several claims part by part, if that says more than the message as a whole. */
export async function answerParts(
  deps: Deps,
  turn: Turn,
  { item: { key: id, message }, whole }: { item: Item; whole: MatchResult },
): Promise<ActionResult<'bundle' | 'bundle-open'> | undefined> {
  const { texts, around, isList } = splitClaims(message.text);
  if (message.media || texts.length < 2) return undefined;
  const end = beginStep(turn, deps.clock, 'match');
  const searched = await Promise.all(texts.map((text, at) => findPart(deps, text, at)));
  end();
  const parts = searched.filter((part) => part !== undefined);
  if (!tellsMore(parts, whole, isList)) return undefined;
  const words = wordsFor(deps, turn);
  const others = texts.filter((_, at) => !searched[at]);
  const denial = denialIn({ text: [around, ...others].join('\n') });
  const lines = parts.map((part) => {
    deps.observe({ type: 'matched', tier: part.found.tier });
    turn.tiers.push(part.found.tier);
    const stance = stanceOf(denialIn({ text: part.text }) ?? denial, part.best);
    return tellFound(deps, turn, { ...part, stance });
  });
  const restKey = looksLikeScam(message.text) ? 'bundle.rest-risky' : 'bundle.rest';
  const rest = others.length === 0 ? [] : [words(restKey, { count: String(others.length) })];
  const results = [...lines.map(({ text }) => text), ...rest].join('\n\n');
  const values = { opening: words('bundle.parts'), results, factCheck: '' };
  return others.length === 0 && lines.every(({ isAnswered }) => isAnswered)
    ? { outcome: 'bundle', values }
    : { outcome: 'bundle-open', values: { ...values, items: [{ id, label: '' }] } };
}

type Part = NonNullable<Awaited<ReturnType<typeof findPart>>>;

async function findPart(deps: Deps, text: string, at: number) {
  const found = await deps.index.match({ text });
  const likely = await findLikely(deps, found);
  const [best] = likely;
  const number = LETTERS[at] ?? '';
  return best && { text, number, excerpt: defang(shorten(text, 60)), found, likely, best };
}

/** Whether parts tell more than the whole: of a list, or where two parts are known for different claims. */
function tellsMore(parts: readonly Part[], whole: MatchResult, isList: boolean): boolean {
  const sure = parts.filter(({ found }) => found.tier === 'answer');
  const ids = (of: readonly Part[]) => new Set(of.map(({ best }) => best.id));
  const best = whole.matches[0]?.id ?? '';
  if (whole.tier === 'answer') return ids(sure).size > 1 && (isList || ids(sure).has(best));
  return isList ? sure.length > 0 || ids(parts).size > 1 : sure.length > 0 && ids(parts).size > 1;
}
