import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { defang } from '../../domain/text/links.ts';
import { shorten } from '../../domain/text/shorten.ts';
import type { MatchResult } from '../../matching/match.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { denials } from '../../triage/denial/find-denial.ts';
import { mayBeOwnStory } from '../../triage/trouble/own-trouble.ts';
import type { ActionDeps } from './action-deps.ts';
import { answerCopy, answerDenied, answerVerdict, findValid } from './answer-verdict.ts';
import { denialIn, stanceOf } from './check-denial.ts';
import { type ActionResult, defineAction } from './define-action.ts';
import { findMatches } from './find-matches.ts';
import { tellRelated } from './tell-related.ts';

type LookUpDeps = Pick<
  ActionDeps,
  'store' | 'script' | 'index' | 'links' | 'observe' | 'voterAnswers'
>;

const MAX_CANDIDATES = 3;
const MAX_LABEL = 72;
/** Below this probability a candidate is noise, not a help. */
const MIN_SCORE = 0.02;

/** The one or two things that a citizen perhaps meant, to choose from. */
export const offerMeanings = defineAction({
  name: 'offer-meanings',
  outcomes: ['some', 'none'],
  run: (deps: Pick<ActionDeps, 'script'>, turn, values) => {
    const words = wordsFor(deps, turn);
    const intents = textOf(values.intents).split(' ').filter(Boolean);
    const meanings = intents.map((name) => ({
      id: `intent:${name}`,
      label: words(`meaning.${name}`),
    }));
    return meanings.length === 0 ? { outcome: 'none' } : { outcome: 'some', values: { meanings } };
  },
});

/** Searches by keywords or a question; a casual remark that comes near nothing is unclear. */
export const findCandidates = defineAction({
  name: 'find-candidates',
  outcomes: [
    'own',
    'one',
    'denied',
    'some',
    'related',
    'none',
    'voter',
    'unclear',
    'chatter',
    'empty',
  ],
  run: async (deps: LookUpDeps, turn, values) => {
    const query = textOf(values.query).trim();
    if (query === '') return { outcome: 'empty' };
    const found = await findMatches(deps, turn, { text: query });
    if (values.chosen !== 'check-it' && found.tier !== 'none' && mayBeOwnStory(query, false)) {
      return ownStory(query);
    }
    if (values.intent === 'chatter' && found.tier === 'none') return { outcome: 'chatter' };
    const { intent } = values;
    const asked = { query, casual: Boolean(values.casual), isWish: intent === 'voters' };
    const voter = voterOutcome(deps, turn, { ...asked, ...found });
    if (voter) return voter;
    if (values.casual && found.tier === 'none') return { outcome: 'unclear' };
    return offer(deps, turn, { query, ...found });
  },
});

/** What may be somebody's own plight gets no verdict before they say that it is only to be checked. */
export function ownStory(text: string): ActionResult<'own'> {
  return { outcome: 'own', values: { kind: 'unsure', story: text, query: text } };
}

/** What is asked, and not only that one wants to ask. */
const ASKS =
  /\?|\b(?:apa(?:kah)?|siapa|kapan|gimana|bagaimana|berapa|mana|boleh|bisa|kenapa|how|when|who|what|where)\b/i;

/** A voter's question that no fact-check answers: one with an answer here, or at least one about voting. */
function voterOutcome(
  { voterAnswers }: LookUpDeps,
  turn: Turn,
  {
    query,
    casual,
    isWish,
    tier,
  }: Pick<MatchResult, 'tier'> & { query: string; casual: boolean; isWish: boolean },
): ActionResult<'voter'> | undefined {
  if (tier === 'answer') return undefined;
  const { type } = voterAnswers.understand(query, turn.now);
  // Who wants to ask about voting, and has not said what, is shown what there is.
  if (
    isWish &&
    tier === 'none' &&
    (type === 'nothing' || (type === 'unknown' && !ASKS.test(query)))
  ) {
    return { outcome: 'voter', values: { query: '' } };
  }
  const isVoters = type === 'topic' || (tier === 'none' && !casual && type !== 'nothing');
  return isVoters ? { outcome: 'voter', values: { query } } : undefined;
}

/** Searches with what the citizen answered. */
export const findHeard = defineAction({
  name: 'find-heard',
  outcomes: ['one', 'denied', 'some', 'related', 'none'],
  run: async (deps: LookUpDeps, turn, values) => {
    const query = textOf(values.heard).trim();
    return offer(deps, turn, { query, ...(await findMatches(deps, turn, { text: query })) });
  },
});

/** The verdict where one fits for sure, or else what comes near. */
async function offer(
  deps: LookUpDeps,
  turn: Turn,
  { query, ...result }: MatchResult & { query: string },
): Promise<ActionResult<'one' | 'denied' | 'some' | 'related' | 'none'>> {
  const { tier, matches } = result;
  const [best] = matches;
  const denial = denialIn({ text: query });
  const sure = best && tier === 'answer' ? await findValid(deps, best.id) : undefined;
  const stance = sure && stanceOf(denial, sure);
  if (best && sure && stance === 'bare') {
    const values = answerCopy(deps, turn, { factCheck: sure, match: best });
    return { outcome: 'one', values: { query, ...values } };
  }
  if (sure && stance === 'denied') {
    return { outcome: 'denied', values: { query, ...answerDenied(deps, turn, sure) } };
  }
  const likely = matches.filter(({ score }) => score >= MIN_SCORE).slice(0, MAX_CANDIDATES);
  const found = await Promise.all(likely.map(({ id }) => findValid(deps, id)));
  const candidates = found.flatMap((factCheck) => (factCheck ? toRow(factCheck) : []));
  if (candidates.length === 0) {
    const related = await tellRelated(deps, turn, result, { text: query, forwarded: false });
    return { outcome: related === '' ? 'none' : 'related', values: { query, related } };
  }
  return { outcome: 'some', values: { query, candidates, denial: denial ?? '' } };
}

/** Tells the verdict of the picked fact-check. */
export const openCandidate = defineAction({
  name: 'open-candidate',
  outcomes: ['told', 'gone'],
  run: async (deps: LookUpDeps, turn, values) => {
    const factCheck = await findValid(deps, textOf(values.picked));
    if (!factCheck) return { outcome: 'gone' };
    return { outcome: 'told', values: answerVerdict(deps, turn, factCheck) };
  },
});

/** As `openCandidate`, for a message that perhaps denies what was picked. */
export const openLikely = defineAction({
  name: 'open-likely',
  outcomes: ['told', 'denied', 'gone'],
  run: async (deps: LookUpDeps, turn, values) => {
    const factCheck = await findValid(deps, textOf(values.picked));
    if (!factCheck) return { outcome: 'gone' };
    const denial = denials.find((name) => name === values.denial);
    return stanceOf(denial, factCheck) === 'denied'
      ? { outcome: 'denied', values: answerDenied(deps, turn, factCheck) }
      : { outcome: 'told', values: answerVerdict(deps, turn, factCheck) };
  },
});

/** The newest fact-checks. */
export const findLatest = defineAction({
  name: 'find-latest',
  outcomes: ['some', 'none'],
  run: async (deps: LookUpDeps) => {
    const latest = await deps.store.factChecks.latest(5);
    if (latest.length === 0) return { outcome: 'none' };
    return { outcome: 'some', values: { candidates: latest.map(toRow) } };
  },
});

function toRow({ id, title }: PublishedFactCheck) {
  return { id, label: defang(shorten(title, MAX_LABEL)) };
}
