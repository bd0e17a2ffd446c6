import { fits } from '../../reach/choose-digest.ts';
import { interests } from '../../reach/reach.ts';
import type { Case } from '../../review/case.ts';
import { type Preview, previewSaying } from '../desk/preview-verdict.ts';
import { readRules } from '../duty/alarm-rules.ts';
import type { PublishedFactCheck } from '../fact-check.ts';
import type { Tipline } from '../tipline.ts';
import { verdictText } from '../verdict-text.ts';
import { spreadOf } from './spread-of.ts';

/** Why subscribers cannot be warned of a case: nobody knows it, it is not decided for good, or it does not spread. */
export type Unready = 'unknown' | 'undecided' | 'withdrawn' | 'calm';

/** A decided claim that is spreading, and whose subscribers it may concern. */
export interface Ready {
  case: Case;
  factCheck: PublishedFactCheck;
  /** How often it was asked for since yesterday, and from when on that counts as spreading. */
  spread: number;
  threshold: number;
  interests: readonly string[];
}

type Looking = Pick<Tipline, 'store' | 'clock'>;

/** Whether subscribers may be warned of a case: its verdict stands and is final, and it spreads as the rule for alarms says. */
export async function readyToWarn(tipline: Looking, ticket: string): Promise<Ready | Unready> {
  const { store, clock } = tipline;
  const found = await store.cases.byTicket(ticket);
  if (!found) return 'unknown';
  const isFinal = (found.undo?.until ?? 0) <= clock.now();
  if (found.status !== 'published' || !found.factCheck || !isFinal) return 'undecided';
  const factCheck = await store.factChecks.get(found.factCheck);
  if (!factCheck || factCheck.retracted !== undefined) return 'withdrawn';
  const { threshold } = (await readRules({ store })).burst;
  const spread = await spreadOf(tipline, factCheck.id);
  if (spread < threshold) return 'calm';
  const fitting = interests.filter((interest) => fits(factCheck, interest));
  return { case: found, factCheck, spread, threshold, interests: fitting };
}

/** The very message that subscribers will get. */
export function previewWarning(
  tipline: Tipline,
  factCheck: PublishedFactCheck,
  language = 'id',
): Preview {
  const verdict = verdictText(tipline.script, language, { factCheck, now: tipline.clock.now() });
  const place = { flow: 'warning', state: 'show' };
  return previewSaying(tipline, { key: 'warning.show', values: { verdict }, language, place });
}
