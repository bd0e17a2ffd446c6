import { isAt } from '../../domain/content/flow-names.ts';
import { dangers } from '../../domain/messages/evidence.ts';
import { openFrame, type Values } from '../../engine/conversation.ts';
import { offeredOf } from '../../matching/choose-tier.ts';
import type { Match, MatchResult } from '../../matching/match.ts';
import type { Asked } from '../../ports/match-query.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { denials } from '../../triage/denial/find-denial.ts';
import { mayBeOwnStory } from '../../triage/trouble/own-trouble.ts';
import { type ActionDeps, type ActionResult, action } from './action.ts';
import { answerBundle, answerParts, NOTHING } from './answer-bundle.ts';
import { answerDebunk, answerOwnCard } from './answer-debunk.ts';
import { answerCopy, answerDenied, answerVerdict, findValid } from './answer-verdict.ts';
import { asksAsVoter } from './answer-voter.ts';
import { askWhich, type Candidate, toRow, validCandidates, whichOutcomes } from './ask-which.ts';
import { denialIn, stanceOf } from './check-denial.ts';
import { dangerIn, warnOfFile } from './find-dangers.ts';
import { findMatches } from './find-matches.ts';
import { askedOf, hasWords, type Item, isEmpty, readItems } from './read-items.ts';
import { tellRelated } from './tell-related.ts';
import reasons from './wordless-reasons.json' with { type: 'json' };

type Deps = Pick<
  ActionDeps,
  'store' | 'script' | 'settings' | 'index' | 'links' | 'observe' | 'clock' | 'voterAnswers'
>;

const singleOutcomes = ['answer', 'denied', ...whichOutcomes, 'none', 'debunk-picture'] as const;

/** Searches every item of a bundle; one item is answered in full, several briefly in one reply. */
export const findFactCheck = action(
  [
    ...singleOutcomes,
    'own-card',
    'card-withdrawn',
    'own',
    'voter',
    'bundle',
    'bundle-open',
    'joined',
    'wordless',
    ...dangers,
  ],
  async (deps: Deps, turn, values) => {
    const items = await readItems(deps, turn, values);
    if (items.length > 1) return answerBundle(deps, turn, items);
    const [item] = items;
    const danger = item && dangerIn(item);
    if (danger) return warnOfFile(deps, turn, danger);
    const card = await answerOwnCard(deps, turn, item);
    if (card) return card;
    const asked = item ? askedOf(item) : { text: '' };
    const found = isEmpty(asked) ? NOTHING : await findMatches(deps, turn, asked);
    const isOwn = item && mayBeOwnStory(item.message.text, item.message.forwarded);
    if (isOwn && found.tier !== 'none') return ownStory(item.message.text);
    const parts = item && !isOwn && (await answerParts(deps, turn, { item, whole: found }));
    if (parts) return parts;
    const result = await answer(deps, turn, asked, found);
    // A voter's question with an answer here is not answered by a choice of hoaxes about voting.
    const isOpen = result.outcome === 'none' || result.outcome === 'several';
    if (item && isOpen && asksAsVoter(deps, turn, item.message)) {
      return { outcome: 'voter', values: { query: item.message.text } };
    }
    if (result.outcome !== 'none') return result;
    if (!hasWords(asked)) {
      return { outcome: 'wordless', values: { reason: whyWordless(wordsFor(deps, turn), item) } };
    }
    const related = item ? await tellRelated(deps, turn, found, item.message) : '';
    return joinOpenQuestion(turn, values, { ...result, values: { related } });
  },
);

/** Searches with what the citizen wrote about a picture, a voice note or a film, and with the file. */
export const findDescribed = action([...singleOutcomes], async (deps: Deps, turn, values) => {
  const [item] = await readItems(deps, turn, values);
  const asked = { ...(item && askedOf(item)), text: textOf(values.heard) };
  const found = await findMatches(deps, turn, asked);
  const result = await answer(deps, turn, asked, found);
  if (result.outcome !== 'none') return result;
  const told = { text: asked.text, forwarded: false };
  return { ...result, values: { related: await tellRelated(deps, turn, found, told) } };
});

type Answer = ActionResult<(typeof singleOutcomes)[number]>;

/** The sure answer to what was sent, one or a few likely ones to confirm, or none. */
async function answer(deps: Deps, turn: Turn, asked: Asked, found: MatchResult): Promise<Answer> {
  const [best, ...others] = await validCandidates(deps, offeredOf(found));
  if (!best) return { outcome: 'none' };
  if (found.debunked) return answerDebunk(deps, turn, best.factCheck);
  const denial = denialIn(asked);
  const stance = stanceOf(denial, best.factCheck);
  if (found.tier === 'answer' && stance === 'denied') {
    return { outcome: 'denied', values: answerDenied(deps, turn, best.factCheck) };
  }
  if (found.tier === 'answer' && stance === 'bare') {
    return { outcome: 'answer', values: answerCopy(deps, turn, best) };
  }
  return askWhich(deps, turn, { candidates: [best, ...others], denial });
}

/** While the consent question for an earlier message is open, a new unknown one joins it. */
function joinOpenQuestion(
  turn: Turn,
  values: Values,
  result: Answer,
): Answer | ActionResult<'joined'> {
  const top = openFrame(turn.conversation);
  const below = turn.conversation.frames.at(-2);
  if (!top || !below || !isAt(below, { flow: 'submit', state: 'consent' })) return result;
  const items = [below.values.items, values.items].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  const joined = { ...below, values: { ...below.values, items, hosts: '' } };
  const frames = [...turn.conversation.frames.slice(0, -2), joined, top];
  turn.conversation = { ...turn.conversation, frames };
  return { outcome: 'joined' };
}

/** Says why a file's content has to be told in words: what it lacks, or what kept us from reading it. */
function whyWordless(words: ReturnType<typeof wordsFor>, item: Item | undefined): string {
  const kind = words(`kinds.${item?.message.kind ?? 'unknown'}`);
  const { problem, kind: made = 'other' } = item?.evidence ?? {};
  const lacks = made === 'other' ? 'unread' : made;
  const kept = problem && REASONS[problem];
  return words(`wordless.${kept ?? lacks}`, { kind, ending: `.${problem}` });
}

const REASONS: Readonly<Record<string, string>> = reasons;

const MAX_CANDIDATES = 3;
/** Below this probability a candidate is noise, not a help. */
const MIN_SCORE = { words: 0.02, question: 0.15 };
/** What is so much less likely than the best candidate has only a word in common with the question. */
const MIN_SHARE = 0.25;

/** The one or two things that a citizen perhaps meant, to choose from. */
export const offerMeanings = action(
  ['some', 'none'],
  (deps: Pick<ActionDeps, 'script'>, turn, values) => {
    const words = wordsFor(deps, turn);
    const intents = textOf(values.intents).split(' ').filter(Boolean);
    const meanings = intents.map((name) => ({
      id: `intent:${name}`,
      label: words(`meaning.${name}`),
    }));
    return meanings.length === 0 ? { outcome: 'none' } : { outcome: 'some', values: { meanings } };
  },
);

const foundOutcomes = ['one', 'denied', ...whichOutcomes, 'related', 'none'] as const;

/** Searches by keywords, a question or a claim; a casual remark that comes near nothing is unclear. */
export const findCandidates = action(
  [...foundOutcomes, 'own', 'voter', 'unclear', 'chatter', 'empty'],
  async (deps: Deps, turn, values) => {
    const query = textOf(values.query).trim();
    if (query === '') return { outcome: 'empty' };
    const found = await findMatches(deps, turn, { text: query });
    if (values.chosen !== 'check-it' && found.tier !== 'none' && mayBeOwnStory(query, false)) {
      return ownStory(query);
    }
    const { intent } = values;
    const isUnlikely = found.tier === 'none' || found.tier === 'several';
    if (intent === 'chatter' && isUnlikely) return { outcome: 'chatter' };
    const asked = { query, casual: Boolean(values.casual), isWish: intent === 'voters' };
    const voter = voterOutcome(deps, turn, { ...asked, ...found });
    if (voter) return voter;
    if (values.casual && !values.claims && found.tier === 'none') return { outcome: 'unclear' };
    const isByWords = values.casual === undefined || intent === 'search';
    return offer(deps, turn, { query, isByWords, found });
  },
);

/** What may be somebody's own plight gets no verdict before they say that it is only to be checked. */
function ownStory(text: string): ActionResult<'own'> {
  return { outcome: 'own', values: { kind: 'unsure', story: text, query: text } };
}

/** What is asked, and not only that one wants to ask. */
const ASKS =
  /\?|\b(?:apa(?:kah)?|siapa|kapan|gimana|bagaimana|berapa|mana|boleh|bisa|kenapa|how|when|who|what|where)\b/i;

/** A voter's question that no fact-check answers: one with an answer here, or at least one about voting. */
function voterOutcome(
  { voterAnswers }: Deps,
  turn: Turn,
  asked: Pick<MatchResult, 'tier'> & { query: string; casual: boolean; isWish: boolean },
): ActionResult<'voter'> | undefined {
  const { query, casual, isWish, tier } = asked;
  if (tier === 'answer') return undefined;
  const { type } = voterAnswers.understand(query, turn.now);
  // Who wants to ask about voting, and has not said what, is shown what there is.
  const isUnsaid = type === 'nothing' || (type === 'unknown' && !ASKS.test(query));
  if (isWish && tier === 'none' && isUnsaid) return { outcome: 'voter', values: { query: '' } };
  const isVoters = type === 'topic' || (tier === 'none' && !casual && type !== 'nothing');
  return isVoters ? { outcome: 'voter', values: { query } } : undefined;
}

/** Searches with what the citizen answered. */
export const findHeard = action(foundOutcomes, async (deps: Deps, turn, values) => {
  const query = textOf(values.heard).trim();
  const found = await findMatches(deps, turn, { text: query });
  return offer(deps, turn, { query, isByWords: true, found });
});

interface Search {
  query: string;
  /** Whether keywords were searched for, so that all that is near helps; a question has one answer. */
  isByWords: boolean;
  found: MatchResult;
}

/** The verdict where one fits for sure, or else a question which one is meant. */
async function offer(
  deps: Deps,
  turn: Turn,
  { query, isByWords, found }: Search,
): Promise<ActionResult<(typeof foundOutcomes)[number]>> {
  const denial = denialIn({ text: query });
  const likely = await validCandidates(deps, offeredOf(found));
  const sure = found.tier === 'answer' ? likely[0] : undefined;
  const stance = sure && stanceOf(denial, sure.factCheck);
  if (sure && stance === 'bare') {
    return { outcome: 'one', values: { query, ...answerCopy(deps, turn, sure) } };
  }
  if (sure && stance === 'denied') {
    return { outcome: 'denied', values: { query, ...answerDenied(deps, turn, sure.factCheck) } };
  }
  const isEnough = likely.length > 0 && !isByWords;
  const near = isEnough ? likely : await validCandidates(deps, nearOf(found.matches, isByWords));
  const [best, ...others] = near.length > 0 ? near : likely;
  if (!best) {
    const related = await tellRelated(deps, turn, found, { text: query, forwarded: false });
    return { outcome: related === '' ? 'none' : 'related', values: { query, related } };
  }
  const candidates = [asAsked(best), ...others] as const;
  const { outcome, values } = askWhich(deps, turn, { candidates, denial });
  return { outcome, values: { query, ...values } };
}

/** A candidate without a denial as its difference: "resmi gak?" asks and denies nothing. */
function asAsked({ match, factCheck }: Candidate): Candidate {
  const telling = match.telling?.type === 'negation' ? undefined : match.telling;
  return { match: { ...match, telling }, factCheck };
}

/** The few matches that come near enough to be worth a citizen's look. */
function nearOf(matches: readonly Match[], isByWords: boolean): readonly Match[] {
  const least = Math.max(
    MIN_SCORE[isByWords ? 'words' : 'question'],
    (matches[0]?.score ?? 0) * MIN_SHARE,
  );
  return matches.filter(({ score }) => score >= least).slice(0, MAX_CANDIDATES);
}

/** Tells the verdict of the picked fact-check. */
export const openCandidate = action(['told', 'gone'], async (deps: Deps, turn, values) => {
  const factCheck = await findValid(deps, textOf(values.picked));
  if (!factCheck) return { outcome: 'gone' };
  return { outcome: 'told', values: answerVerdict(deps, turn, factCheck) };
});

/** As `openCandidate`, for a message that perhaps denies what was picked. */
export const openLikely = action(['told', 'denied', 'gone'], async (deps: Deps, turn, values) => {
  const factCheck = await findValid(deps, textOf(values.picked));
  if (!factCheck) return { outcome: 'gone' };
  const denial = denials.find((name) => name === values.denial);
  return stanceOf(denial, factCheck) === 'denied'
    ? { outcome: 'denied', values: answerDenied(deps, turn, factCheck) }
    : { outcome: 'told', values: answerVerdict(deps, turn, factCheck) };
});

export const findLatest = action(['some', 'none'], async (deps: Deps) => {
  const latest = await deps.store.factChecks.latest(5);
  if (latest.length === 0) return { outcome: 'none' };
  return { outcome: 'some', values: { candidates: latest.map(toRow) } };
});
