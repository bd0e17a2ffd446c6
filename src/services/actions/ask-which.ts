import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { defang } from '../../domain/text/links.ts';
import { shorten } from '../../domain/text/shorten.ts';
import type { ListItem } from '../../engine/conversation.ts';
import type { Difference, Match } from '../../matching/match.ts';
import { type Turn, wordsFor } from '../../ports/turn.ts';
import type { Denial } from '../../triage/denial/find-denial.ts';
import type { ActionDeps, ActionResult } from './action.ts';
import { findValid } from './answer-verdict.ts';

/** How a citizen is asked what they mean: this one, this one although a detail differs, or one of a few. */
export const whichOutcomes = ['confirm', 'similar', 'several'] as const;
export type Which = (typeof whichOutcomes)[number];

/** Fact-check that a citizen may mean, and how it was found. */
export interface Candidate {
  match: Match;
  factCheck: PublishedFactCheck;
}

/** The fact-checks of matches, except those that are gone or withdrawn. */
export async function validCandidates(
  deps: Pick<ActionDeps, 'store' | 'script'>,
  matches: readonly Match[],
): Promise<Candidate[]> {
  const found = await Promise.all(matches.map(({ id }) => findValid(deps, id)));
  return matches.flatMap((match, at) => {
    const factCheck = found[at];
    return factCheck ? [{ match, factCheck }] : [];
  });
}

interface Question {
  candidates: readonly [Candidate, ...Candidate[]];
  denial: Denial | undefined;
}

/** Asks which candidate is meant; a single one is named, with the detail in which it differs. */
export function askWhich(
  deps: Pick<ActionDeps, 'script'>,
  turn: Turn,
  { candidates: [best, ...others], denial }: Question,
): ActionResult<Which> {
  if (others.length > 0) {
    const candidates = [best, ...others].map(({ factCheck }) => toRow(factCheck));
    return { outcome: 'several', values: { candidates, denial: denial ?? '' } };
  }
  const { match, factCheck } = best;
  const title = defang(shorten(factCheck.title, 200));
  const values = { picked: factCheck.id, title, denial: denial ?? '' };
  const { telling } = match;
  if (!telling) return { outcome: 'confirm', values };
  return { outcome: 'similar', values: { ...values, difference: describe(deps, turn, telling) } };
}

/** A fact-check as a choice of a list: its title, short and with its links disarmed. */
export function toRow({ id, title }: PublishedFactCheck): ListItem {
  return { id, label: defang(shorten(title, MAX_LABEL)) };
}

const MAX_LABEL = 72;

/** Says how the message differs, or that the picture is too hard to read to tell. */
function describe(deps: Pick<ActionDeps, 'script'>, turn: Turn, difference: Difference): string {
  const words = wordsFor(deps, turn);
  if (difference.unsure) return words('difference.unread');
  const [message, factCheck] = [difference.message.join(', '), difference.factCheck.join(', ')];
  const detail = words(`difference.${difference.type}`, { message, factCheck });
  return words('difference.told', { detail });
}
