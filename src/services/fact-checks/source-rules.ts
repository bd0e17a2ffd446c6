import { changeFactCheck } from '../../domain/fact-checks/change-fact-check.ts';
import type { FactCheck } from '../../domain/fact-checks/fact-check.ts';
import { hostOf, hostsOf } from '../../domain/fact-checks/source-hosts.ts';
import { isKnownOrganisation } from '../organisations/known-organisations.ts';
import type { FactCheckDeps } from './fact-check-deps.ts';
import type { Source } from './sources.ts';
import type { HasToWait } from './submit-import.ts';

/** More corrections than this at once are rather a fault or an attack than an editor's day. */
export const MOST_CORRECTIONS = 5;

/**
 * What a source may not change while nobody looks: a verdict turned around, an article on a host that it was not
 * allowed or in the name of an organisation that nobody registered, and everything at once where it would correct
 * a great deal.
 */
export async function waitingRule(
  deciding: Pick<FactCheckDeps, 'store' | 'settings'>,
  source: Pick<Source, 'source' | 'hosts'>,
  { rows, now }: { rows: readonly FactCheck[]; now: number },
): Promise<HasToWait> {
  let corrections = 0;
  const strangers = new Set<string>();
  for (const { org } of rows) {
    if (!strangers.has(org) && !(await isKnownOrganisation(deciding, org))) strangers.add(org);
  }
  for (const row of rows) {
    const known = await deciding.store.factChecks.get(row.id);
    if (changeFactCheck(known, row, now).type === 'corrected') corrections += 1;
  }
  if (corrections > MOST_CORRECTIONS) return () => true;
  const allowed = hostsOf(source);
  return (next, known) =>
    (known !== undefined && known.verdict !== next.verdict) ||
    (known?.org !== next.org && strangers.has(next.org)) ||
    (next.url !== undefined && !allowed.has(hostOf(next.url)));
}
