import {
  type AuditEntry,
  type AuditInput,
  auditEventAt,
} from '../../domain/accounts/audit-event.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';

/** Appends an event to the audit log that comes with no change; a change carries its own events. */
export function audit(
  { store, clock }: { store: Pick<Store, 'audit'>; clock: Pick<Clock, 'now'> },
  doing: AuditInput,
): Promise<AuditEntry> {
  return store.audit.append(auditEventAt(clock.now(), doing));
}
