import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { factsOf } from '../../domain/fact-checks/verdicts.ts';
import { defang } from '../../domain/text/links.ts';
import { shorten } from '../../domain/text/shorten.ts';
import type { Values } from '../../engine/conversation.ts';
import type { Match } from '../../matching/match.ts';
import { type Turn, textOf, wordsFor } from '../../ports/turn.ts';
import { cardCaption } from '../fact-checks/card-text.ts';
import { adviceOf, deniedText, sourceOf, verdictText, whyOf } from '../responses/verdict-text.ts';
import { type ActionDeps, type ActionResult, action } from './action.ts';

type TellDeps = Pick<ActionDeps, 'store' | 'script'>;
type CardDeps = TellDeps & Pick<ActionDeps, 'settings'>;

/** Puts a verdict into words and into the ledger; the flow then says it as `{verdict}`. */
export function answerVerdict(deps: TellDeps, turn: Turn, factCheck: PublishedFactCheck): Values {
  const about = { factCheck, now: turn.now };
  return tell(turn, factCheck, verdictText(deps.script, turn.profile.language, about));
}

function tell(turn: Turn, factCheck: PublishedFactCheck, verdict: string): Values {
  recordDelivery(turn, factCheck);
  turn.asked.push(factCheck.id);
  return { verdict, factCheck: factCheck.id };
}

/** Like `answerVerdict`, for a message that may be a copy with another telephone number or sum, which is then named. */
export function answerCopy(
  deps: TellDeps,
  turn: Turn,
  { factCheck, match }: { factCheck: PublishedFactCheck; match: Match },
): Values {
  const about = { factCheck, now: turn.now, rotated: match.rotated?.[0] };
  return tell(turn, factCheck, verdictText(deps.script, turn.profile.language, about));
}

/** Like `answerVerdict`, for a citizen whose message already denies the claim. */
export function answerDenied(deps: TellDeps, turn: Turn, factCheck: PublishedFactCheck): Values {
  const about = { factCheck, now: turn.now };
  return tell(turn, factCheck, deniedText(deps.script, turn.profile.language, about));
}

/** Notes that this turn tells the citizen a verdict. */
export function recordDelivery(turn: Turn, { id, version }: PublishedFactCheck): void {
  turn.changes.push({ type: 'told', told: { factCheck: id, version, at: turn.now } });
}

/** The fact-check by id unless it is gone or withdrawn. */
export async function findValid(deps: TellDeps, id: string) {
  const found = await deps.store.factChecks.get(id);
  return found?.retracted === undefined ? found : undefined;
}

/** Whether the citizen has the present version already, from an earlier notice or an answer. */
export async function isDelivered(
  { store }: TellDeps,
  { citizen }: Turn,
  { id, version }: PublishedFactCheck,
): Promise<boolean> {
  const told = await store.ledger.toldTo(citizen);
  return told.some((entry) => entry.factCheck === id && entry.version >= version);
}

/** Makes the card of the verdict that the citizen has just read; what was withdrawn meanwhile is shown as that. */
export const makeCard = action(['made'], async (deps: CardDeps, turn, values) => {
  const factCheck = await deps.store.factChecks.get(textOf(values.factCheck));
  if (!factCheck) throw new Error('a verdict that was told is not in the store');
  return made(deps, turn, factCheck);
});

/** Makes the card of the verdict that the citizen was told last. */
export const makeLastCard = action(['made', 'none'], async (deps: CardDeps, turn) => {
  const factCheck = await findLastTold(deps, turn);
  return factCheck ? made(deps, turn, factCheck) : { outcome: 'none' };
});

/** The fact-check that the citizen was told last, as it is now. */
export async function findLastTold({ store }: Pick<ActionDeps, 'store'>, { citizen }: Turn) {
  const told = await store.ledger.toldTo(citizen);
  const last = told.reduce<(typeof told)[number] | undefined>(
    (latest, each) => (latest && latest.at > each.at ? latest : each),
    undefined,
  );
  return last && store.factChecks.get(last.factCheck);
}

function made(deps: CardDeps, turn: Turn, factCheck: PublishedFactCheck): ActionResult<'made'> {
  const caption = cardCaption(deps, turn.profile.language, factCheck);
  const { id, version } = factCheck;
  return { outcome: 'made', values: { caption, factCheck: id, version } };
}

const MAX_EXPLANATION = 900;
const MAX_CLAIM = 140;

const outcomes = ['told', 'stated', 'waiting', 'none'] as const;

/** The verdict that the citizen was told last, in parts; or whether they wait for one, or state what could be looked up. */
export const recallAnswer = action([...outcomes], async (deps: TellDeps, turn, values) => {
  const factCheck = await findLastTold(deps, turn);
  if (factCheck?.retracted !== undefined) return { outcome: 'none' };
  if (!factCheck) {
    const { states } = deps.script.understanding;
    if (states(textOf(values.query), textOf(values.intent))) return { outcome: 'stated' };
    const tips = await deps.store.cases.tipsBy(turn.citizen, 1);
    return { outcome: tips.length > 0 ? 'waiting' : 'none' };
  }
  const { language } = turn.profile;
  const { verdict, explanation, claim, title } = factCheck;
  const { truth, isJoke } = factsOf(verdict);
  const about = { factCheck, now: turn.now };
  const words = wordsFor(deps, turn);
  const reason = whyOf(deps.script, language, factCheck);
  return {
    outcome: 'told',
    values: {
      factCheck: factCheck.id,
      claim: defang(shorten(claim ?? title, MAX_CLAIM)),
      mark: words(`verdict.mark.${verdict}`),
      meaning: words(`about-answer.means.${isJoke ? 'joke' : truth}`),
      sharing: words(`about-answer.sharing.${truth}`),
      reason,
      explanation: defang(shorten(explanation ?? reason, MAX_EXPLANATION)),
      source: sourceOf(deps.script, language, about),
      advice: adviceOf({ script: deps.script, language, now: turn.now }, verdict),
    },
  };
});
