import { z } from 'zod';
import { type AuditEvent, auditEventAt } from '../../domain/accounts/audit-event.ts';
import { type Alert, type AlertMessage, alertKinds, isUp } from '../../domain/duty/alert.ts';
import { countedUntil } from '../stats/uncounted-months.ts';
import type { DutyDeps } from './duty-deps.ts';

const messageSchema = z.object({
  way: z.enum(['webhook', 'mail']),
  to: z.string(),
  news: z.enum(['raised', 'escalated', 'acknowledged', 'ended']),
  state: z.enum(['waiting', 'sent', 'failed']),
  tries: z.number(),
  at: z.number(),
});
const alarmSchema = z.object({
  kind: z.enum(alertKinds),
  of: z.string(),
  value: z.number(),
  detail: z.string().optional(),
  since: z.number(),
  raisedAt: z.number().optional(),
  acknowledged: z.object({ by: z.string(), at: z.number() }).optional(),
  endedAt: z.number().optional(),
  called: z.array(z.string()),
  calledAt: z.number().optional(),
  messages: z.array(messageSchema),
});

/** Stored alert; `revision` shows whether it was changed since. */
export interface StoredAlert extends Alert {
  id: string;
  revision: number;
}

const DAY = 86_400_000;

type Booking = Pick<DutyDeps, 'clock'> & { store: Pick<DutyDeps['store'], 'documents' | 'audit'> };

/** Reads all known incidents, including those that are no alert yet. */
export async function readTrouble({ store }: Pick<Booking, 'store'>): Promise<StoredAlert[]> {
  const documents = await store.documents.list('alarm');
  return documents.flatMap(({ id, revision, value }) => {
    const alarm = alarmSchema.safeParse(value);
    return alarm.success ? { ...alarm.data, id, revision } : [];
  });
}

/** Lists alerts: active ones first, then ended ones; the latest first. */
export async function listAlerts(deps: Pick<Booking, 'store'>): Promise<StoredAlert[]> {
  const raised = (await readTrouble(deps)).filter(({ raisedAt }) => raisedAt !== undefined);
  const latest = (alarm: StoredAlert) => alarm.endedAt ?? alarm.raisedAt ?? 0;
  return raised.sort((a, b) => Number(isUp(b)) - Number(isUp(a)) || latest(b) - latest(a));
}

/** Returns alerts that cannot be stored because nothing can; the desk shows them too. */
export function unsavedAlerts({ writes }: Pick<DutyDeps, 'writes'>): StoredAlert[] {
  const since = writes.failingSince;
  if (since === undefined) return [];
  const { reason: detail } = writes.health;
  const seen = { kind: 'disk', of: '', value: 1, detail, since, raisedAt: since } as const;
  return [{ ...seen, called: [], messages: [], id: 'disk', revision: 0 }];
}

/** Writes an alert against the read revision; false after a conflict. */
export async function saveAlert(
  { store }: { store: Pick<DutyDeps['store'], 'documents'> },
  { id, revision, ...value }: StoredAlert,
  events: readonly AuditEvent[] = [],
): Promise<boolean> {
  return (await store.documents.put('alarm', { id, revision, value }, events)) === 'saved';
}

/** Acknowledges an alert, so that nobody else is called; the first one counts. */
export async function acknowledge(
  { store, clock }: Booking,
  id: string,
  by: string,
): Promise<'acknowledged' | 'already' | 'unknown'> {
  for (;;) {
    const alarm = (await readTrouble({ store })).find((each) => each.id === id);
    if (!alarm || !isUp(alarm)) return 'unknown';
    if (alarm.acknowledged) return 'already';
    const at = clock.now();
    const news: AlertMessage = { ...TO_WEBHOOK, news: 'acknowledged', at };
    const messages = [...alarm.messages, news];
    const seen = { ...alarm, acknowledged: { by, at }, messages };
    const event = auditEventAt(at, { by, what: 'alarm-acknowledged', of: id });
    if (await saveAlert({ store }, seen, [event])) return 'acknowledged';
  }
}

/** A message that has still to go to the webhook. */
export const TO_WEBHOOK = { way: 'webhook', to: '', state: 'waiting', tries: 0 } as const;

/** Deletes ended alerts after the retention time of tips, once their month is counted. */
export async function deleteOldAlerts({
  store,
  clock,
  settings,
}: Pick<DutyDeps, 'store' | 'clock' | 'settings'>): Promise<void> {
  const before = clock.now() - settings.tipDays * DAY;
  const isOver = ({ endedAt }: StoredAlert) => endedAt !== undefined && endedAt <= before;
  const over = (await readTrouble({ store })).filter(isOver);
  if (over.length === 0) return;
  const counted = await countedUntil({ store, clock });
  for (const { id, revision, raisedAt = 0 } of over) {
    if (raisedAt < counted) await store.documents.remove('alarm', { id, revision });
  }
}
