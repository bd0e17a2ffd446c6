import { z } from 'zod';
import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import {
  type AlertKind,
  type AlertRules,
  alertKinds,
  defaultRules,
} from '../../domain/duty/alert.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';
import type { DutyDeps } from './duty-deps.ts';

/** Rule as an admin may set it; a case spreads once five citizens ask within an hour. */
export const ruleSchema = z.object({
  isOn: z.boolean(),
  threshold: z.int().min(1).max(10_000),
  minutes: z.int().min(0).max(1440),
  isGrave: z.boolean(),
});

const rules = documentsOf('alarm-rules', z.partialRecord(z.enum(alertKinds), ruleSchema));
const ID = 'rules';

/** Reads the current rules. */
export async function readRules({ store }: DocumentDeps): Promise<AlertRules> {
  const { id: _, revision: __, ...changed } = (await rules.find({ store }, ID)) ?? {};
  return { ...defaultRules, ...changed };
}

/** Sets one rule for the whole tipline. */
export async function setRule(
  { store, clock }: DocumentDeps & Pick<DutyDeps, 'clock'>,
  { kind, rule, by }: { kind: AlertKind; rule: z.input<typeof ruleSchema>; by: string },
): Promise<'saved' | 'bad'> {
  const { data: details } = ruleSchema.safeParse(rule);
  if (!details) return 'bad';
  return rules.edit<never>({ store }, ID, (known) => {
    const event = auditEventAt(clock.now(), { by, what: 'alarm-rule-changed', of: kind, details });
    return { value: { ...known, [kind]: details }, events: [event] };
  });
}
