import {
  type AuditEntry,
  type AuditInput,
  auditEventAt,
} from '../../domain/accounts/audit-event.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';

/** Writes into the audit log who did what, where it changes nothing; a change carries its deeds itself. */
export function audit(
  { store, clock }: { store: Pick<Store, 'audit'>; clock: Pick<Clock, 'now'> },
  doing: AuditInput,
): Promise<AuditEntry> {
  return store.audit.append(auditEventAt(clock.now(), doing));
}
