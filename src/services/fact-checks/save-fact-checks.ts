import { type AuditEvent, auditEventAt } from '../../domain/accounts/audit-event.ts';
import { systemActor } from '../../domain/accounts/reviewer.ts';
import {
  changeFactCheck,
  type FactCheckChange,
} from '../../domain/fact-checks/change-fact-check.ts';
import type { FactCheck } from '../../domain/fact-checks/fact-check.ts';
import type {
  Provenance,
  PublishedFactCheck,
} from '../../domain/fact-checks/published-fact-check.ts';
import type { Store } from '../../ports/store.ts';

interface Saving {
  store: { factChecks: Pick<Store['factChecks'], 'get'>; cases: Pick<Store['cases'], 'commit'> };
  now: number;
  from?: Provenance | undefined;
  by?: string | undefined;
  /** Who agreed to it, where somebody had to. */
  seconded?: string | undefined;
}

/** Saves external fact-checks, compared again if a reviewer was faster; who was told an older verdict gets the correction. */
export async function saveFactChecks(
  { store, now, from, by = systemActor.name, seconded }: Saving,
  factChecks: readonly FactCheck[],
): Promise<Record<FactCheckChange['type'], number>> {
  for (;;) {
    const counts = { new: 0, same: 0, changed: 0, corrected: 0 };
    const changes: FactCheckChange[] = [];
    const events: AuditEvent[] = [];
    const before = new Map<string, PublishedFactCheck>(); // one id may come twice
    for (const next of factChecks) {
      const known = before.get(next.id) ?? (await store.factChecks.get(next.id));
      const change = changeFactCheck(known, next, now);
      counts[change.type] += 1;
      if (change.type !== 'same') changes.push(change);
      if (known && known.verdict !== change.factCheck.verdict) {
        const changed = { before: known.verdict, after: next.verdict };
        const details = { ...changed, ...(seconded && { seconded }) };
        events.push(auditEventAt(now, { by, what: 'corrected', of: next.id, details }));
      }
      before.set(next.id, change.factCheck);
    }
    const done = await store.cases.commit({
      cases: [],
      factChecks: changes.map(({ factCheck }) => ({ ...factCheck, ...(from && { from }) })),
      announcements: changes.flatMap(({ announcement }) => announcement ?? []),
      history: [],
      events,
    });
    if (done === 'committed') return counts;
  }
}
