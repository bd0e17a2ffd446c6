import { z } from 'zod';
import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import {
  type AlertKind,
  type AlertRules,
  alertKinds,
  defaultRules,
} from '../../domain/duty/alert.ts';
import type { DutyDeps } from './duty-deps.ts';

/** A rule as an admin may set it; a case spreads from five citizens within the hour on. */
export const ruleSchema = z.object({
  isOn: z.boolean(),
  threshold: z.int().min(1).max(10_000),
  minutes: z.int().min(0).max(1440),
  isGrave: z.boolean(),
});

const keptSchema = z.partialRecord(z.enum(alertKinds), ruleSchema);
const ID = 'rules';

type Ruling = Pick<DutyDeps, 'clock'> & { store: Pick<DutyDeps['store'], 'documents' | 'audit'> };

/** The rules as they hold now. */
export async function readRules({ store }: Pick<Ruling, 'store'>): Promise<AlertRules> {
  const kept = keptSchema.safeParse((await store.documents.get('alarm-rules', ID))?.value).data;
  return { ...defaultRules, ...kept };
}

/** Sets one rule for the whole tipline. */
export async function setRule(
  { store, clock }: Ruling,
  { kind, rule, by }: { kind: AlertKind; rule: z.input<typeof ruleSchema>; by: string },
): Promise<'saved' | 'bad'> {
  const read = ruleSchema.safeParse(rule);
  if (!read.success) return 'bad';
  for (;;) {
    const known = await store.documents.get('alarm-rules', ID);
    const value = { ...keptSchema.safeParse(known?.value).data, [kind]: read.data };
    const document = { id: ID, revision: known?.revision ?? 0, value };
    const event = auditEventAt(clock.now(), {
      by,
      what: 'alarm-rule-changed',
      of: kind,
      details: read.data,
    });
    if ((await store.documents.put('alarm-rules', document, [event])) === 'saved') return 'saved';
  }
}
