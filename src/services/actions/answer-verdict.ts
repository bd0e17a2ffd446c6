import type { Tipline } from '../../app/context.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import type { Values } from '../../engine/conversation.ts';
import type { Turn } from '../../ports/turn.ts';
import { deniedText, verdictText } from '../responses/verdict-text.ts';

/** Puts a verdict into words and into the ledger; the flow then says it as `{verdict}`. */
export function tell(tipline: Tipline, turn: Turn, factCheck: PublishedFactCheck): Values {
  recordTold(turn, factCheck);
  turn.asked.push(factCheck.id);
  const verdict = verdictText(tipline.script, turn.profile.language, { factCheck, now: turn.now });
  return { verdict, factCheck: factCheck.id };
}

/** As `tell`, to somebody whose message denies the claim already. */
export function tellDenied(tipline: Tipline, turn: Turn, factCheck: PublishedFactCheck): Values {
  const about = { factCheck, now: turn.now };
  const verdict = deniedText(tipline.script, turn.profile.language, about);
  return { ...tell(tipline, turn, factCheck), verdict };
}

/** Notes that this turn tells the citizen a verdict. */
export function recordTold(turn: Turn, { id, version }: PublishedFactCheck): void {
  turn.changes.push({ type: 'told', told: { factCheck: id, version, at: turn.now } });
}

/** The fact-check by id unless it is gone or withdrawn. */
export async function findValid(
  tipline: Tipline,
  id: string,
): Promise<PublishedFactCheck | undefined> {
  const found = await tipline.store.factChecks.get(id);
  return found?.retracted === undefined ? found : undefined;
}
