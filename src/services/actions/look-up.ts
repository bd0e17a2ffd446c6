import type { Tipline } from '../../app/context.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { defang } from '../../domain/text/links.ts';
import { shorten } from '../../domain/text/shorten.ts';
import type { MatchResult } from '../../matching/match.ts';
import { type Call, type CallResult, type Turn, textOf } from '../../ports/turn.ts';
import { denials } from '../../triage/denial/find-denial.ts';
import { mayBeOwnStory } from '../../triage/trouble/own-trouble.ts';
import { findValid, tell, tellDenied } from './answer-verdict.ts';
import { denialIn, stanceOf } from './check-denial.ts';
import { findMatches } from './find-matches.ts';

const MAX_CANDIDATES = 3;
const MAX_LABEL = 72;
/** Below this probability a candidate is noise, not a help. */
const MIN_SCORE = 0.02;

/** Searches by keywords or a question; a casual remark that comes near nothing is unclear. */
export const findCandidates: Call<
  'own' | 'denied' | 'one' | 'some' | 'none' | 'voter' | 'unclear' | 'empty'
> = async ({ tipline, turn, values }) => {
  const query = textOf(values.query).trim();
  if (query === '') return { outcome: 'empty' };
  const found = await findMatches(tipline, turn, { text: query });
  if (values.chosen !== 'check-it' && found.tier !== 'none' && mayBeOwnStory(query, false)) {
    return ownStory(query);
  }
  const voter = voterOutcome(tipline, turn, { query, casual: Boolean(values.casual), ...found });
  if (voter) return voter;
  if (values.casual && found.tier === 'none') return { outcome: 'unclear' };
  return offer(tipline, turn, { query, ...found });
};

/** What may be somebody's own plight gets no verdict before they say that it is only to be checked. */
export function ownStory(text: string): CallResult<'own'> {
  return { outcome: 'own', values: { kind: 'unsure', story: text, query: text } };
}

/** A voter's question that no fact-check answers: one with an answer here, or at least one about voting. */
function voterOutcome(
  { voterBook }: Tipline,
  turn: Turn,
  { query, casual, tier }: Pick<MatchResult, 'tier'> & { query: string; casual: boolean },
): CallResult<'voter'> | undefined {
  if (tier === 'answer') return undefined;
  const { type } = voterBook.understand(query, turn.now);
  const isVoters = type === 'topic' || (tier === 'none' && !casual && type !== 'nothing');
  return isVoters ? { outcome: 'voter', values: { query } } : undefined;
}

/** Searches with what the citizen answered. */
export const findHeard: Call<'one' | 'denied' | 'some' | 'none'> = async ({
  tipline,
  turn,
  values,
}) => {
  const query = textOf(values.heard).trim();
  return offer(tipline, turn, { query, ...(await findMatches(tipline, turn, { text: query })) });
};

/** The verdict where one fits for sure, or else what comes near. */
async function offer(
  tipline: Tipline,
  turn: Turn,
  { query, tier, matches }: MatchResult & { query: string },
): Promise<CallResult<'one' | 'denied' | 'some' | 'none'>> {
  const [best] = matches;
  const denial = denialIn({ text: query });
  const sure = best && tier === 'answer' ? await findValid(tipline, best.id) : undefined;
  const stance = sure && stanceOf(denial, sure);
  if (sure && stance === 'bare') {
    return { outcome: 'one', values: { query, ...tell(tipline, turn, sure) } };
  }
  if (sure && stance === 'denied') {
    return { outcome: 'denied', values: { query, ...tellDenied(tipline, turn, sure) } };
  }
  const likely = matches.filter(({ score }) => score >= MIN_SCORE).slice(0, MAX_CANDIDATES);
  const found = await Promise.all(likely.map(({ id }) => findValid(tipline, id)));
  const candidates = found.flatMap((factCheck) => (factCheck ? toRow(factCheck) : []));
  if (candidates.length === 0) return { outcome: 'none', values: { query } };
  return { outcome: 'some', values: { query, candidates, denial: denial ?? '' } };
}

/** Tells the verdict of the picked fact-check. */
export const openCandidate: Call<'told' | 'gone'> = async ({ tipline, turn, values }) => {
  const factCheck = await findValid(tipline, textOf(values.picked));
  if (!factCheck) return { outcome: 'gone' };
  return { outcome: 'told', values: tell(tipline, turn, factCheck) };
};

/** As `openCandidate`, for a message that perhaps denies what was picked. */
export const openLikely: Call<'told' | 'denied' | 'gone'> = async ({ tipline, turn, values }) => {
  const factCheck = await findValid(tipline, textOf(values.picked));
  if (!factCheck) return { outcome: 'gone' };
  const denial = denials.find((name) => name === values.denial);
  return stanceOf(denial, factCheck) === 'denied'
    ? { outcome: 'denied', values: tellDenied(tipline, turn, factCheck) }
    : { outcome: 'told', values: tell(tipline, turn, factCheck) };
};

/** The newest fact-checks. */
export const findLatest: Call<'some' | 'none'> = async ({ tipline }) => {
  const latest = await tipline.store.factChecks.latest(5);
  if (latest.length === 0) return { outcome: 'none' };
  return { outcome: 'some', values: { candidates: latest.map(toRow) } };
};

function toRow({ id, title }: PublishedFactCheck) {
  return { id, label: defang(shorten(title, MAX_LABEL)) };
}
