import { z } from 'zod';
import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import {
  type Alert,
  type AlertKind,
  type AlertRule,
  type AlertRules,
  alertKinds,
  alertRuleSchema,
  alertSchema,
  defaultRules,
  isUp,
} from '../../domain/duty/alert.ts';
import { DAY } from '../../domain/time/jakarta-day.ts';
import { type DocumentDeps, documentsOf, type Stored } from '../../ports/documents.ts';
import { countedUntil } from '../stats/monthly-counters.ts';
import type { DutyDeps, Forgetting } from './duty-deps.ts';

/** Stored alert; `revision` shows whether it was changed since. */
export type StoredAlert = Stored<Alert>;

const alerts = documentsOf('alarm', alertSchema);

/** Lists all known incidents, those below the threshold too; writes and deletes one as it was read. */
export const { list: readTrouble, save: saveAlert, remove: deleteAlert } = alerts;

/** Lists alerts: active ones first, then ended ones; the latest first. */
export async function listAlerts(deps: DocumentDeps): Promise<StoredAlert[]> {
  const raised = (await readTrouble(deps)).filter(({ raisedAt }) => raisedAt !== undefined);
  const latest = (alert: StoredAlert) => alert.endedAt ?? alert.raisedAt ?? 0;
  return raised.sort((a, b) => Number(isUp(b)) - Number(isUp(a)) || latest(b) - latest(a));
}

/** The names of those whom an alarm could not reach by e-mail within the last week. */
export function unreached(alerts: readonly Alert[], now: number): string[] {
  const failed = alerts.flatMap(({ messages }) =>
    messages.filter(
      ({ way, state, at }) => way === 'mail' && state === 'failed' && at > now - 7 * DAY,
    ),
  );
  return [...new Set(failed.map(({ to }) => to))];
}

/** Returns alerts that cannot be stored because nothing can; the desk shows them too. */
export function unsavedAlerts({ writes }: Pick<DutyDeps, 'writes'>): StoredAlert[] {
  const since = writes.failingSince;
  if (since === undefined) return [];
  const { reason: detail } = writes.health;
  const seen = { kind: 'disk', of: '', value: 1, detail, since, raisedAt: since } as const;
  return [{ ...seen, called: [], messages: [], id: 'disk', revision: 0 }];
}

/** Acknowledges an alert, so that nobody else is called; the first one counts. */
export async function acknowledge(
  { store, clock }: DocumentDeps & Pick<DutyDeps, 'clock'>,
  id: string,
  by: string,
): Promise<'acknowledged' | 'already' | 'unknown'> {
  const at = clock.now();
  const done = await alerts.edit<'already' | 'unknown'>({ store }, id, (alert) => {
    if (!alert || !isUp(alert)) return 'unknown';
    if (alert.acknowledged) return 'already';
    const messages = [...alert.messages, { ...TO_WEBHOOK, news: 'acknowledged', at }];
    const events = [auditEventAt(at, { by, what: 'alarm-acknowledged', of: id })];
    return { value: { ...alert, acknowledged: { by, at }, messages }, events };
  });
  return done === 'saved' ? 'acknowledged' : done;
}

/** A message that has still to go to the webhook. */
export const TO_WEBHOOK = { way: 'webhook', to: '', state: 'waiting', tries: 0 } as const;

/** Deletes ended alerts after the retention time of tips, once their month is counted. */
export async function deleteOldAlerts({ store, clock, settings }: Forgetting): Promise<void> {
  const before = clock.now() - settings.tipDays * DAY;
  const isOver = ({ endedAt }: StoredAlert) => endedAt !== undefined && endedAt <= before;
  const over = (await readTrouble({ store })).filter(isOver);
  if (over.length === 0) return;
  const counted = await countedUntil({ store, clock });
  for (const alert of over) {
    if ((alert.raisedAt ?? 0) < counted) await deleteAlert({ store }, alert);
  }
}

const rules = documentsOf('alarm-rules', z.partialRecord(z.enum(alertKinds), alertRuleSchema));
const ID = 'rules';

export async function readRules({ store }: DocumentDeps): Promise<AlertRules> {
  const { id: _, revision: __, ...changed } = (await rules.find({ store }, ID)) ?? {};
  return { ...defaultRules, ...changed };
}

/** Sets one rule for the whole tipline. */
export async function setRule(
  { store, clock }: DocumentDeps & Pick<DutyDeps, 'clock'>,
  { kind, rule, by }: { kind: AlertKind; rule: AlertRule; by: string },
): Promise<'saved' | 'bad'> {
  const { data: details } = alertRuleSchema.safeParse(rule);
  if (!details) return 'bad';
  return rules.edit<never>({ store }, ID, (known) => {
    const event = auditEventAt(clock.now(), { by, what: 'alarm-rule-changed', of: kind, details });
    return { value: { ...known, [kind]: details }, events: [event] };
  });
}
