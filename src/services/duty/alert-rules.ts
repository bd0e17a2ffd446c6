import { z } from 'zod';
import { auditEventAt } from '../../domain/accounts/audit-event.ts';
import {
  type AlertKind,
  type AlertRule,
  type AlertRules,
  alertKinds,
  alertRuleSchema,
  defaultRules,
} from '../../domain/duty/alert.ts';
import { type DocumentDeps, documentsOf } from '../../ports/documents.ts';
import type { DutyDeps } from './duty-deps.ts';

const rules = documentsOf('alarm-rules', z.partialRecord(z.enum(alertKinds), alertRuleSchema));
const ID = 'rules';

/** Reads the current rules. */
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
