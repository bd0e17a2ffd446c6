import { z } from 'zod';
import { provinceNames } from './province.ts';
import { type ReferableThreat, referableThreats } from './referral.ts';
import type { Topic } from './topics.ts';

/** Which cases an organisation is for; an empty list stands for all. */
export const routingRuleSchema = z.object({
  id: z.string(),
  threats: z.array(z.enum(referableThreats)),
  regions: z.array(z.enum(provinceNames)),
  /** Whether it holds only while an election is near. */
  nearElection: z.boolean(),
  organisation: z.string(),
  answerHours: z.number().int().min(1).max(720),
});
export type RoutingRule = z.infer<typeof routingRuleSchema>;

/** What decides where a case goes. */
export interface Routed {
  threat: ReferableThreat;
  regions: readonly string[];
  isElectionNear: boolean;
}

/** The rules that hold for a case, in their own order, the first for each organisation. */
export function rulesFor(
  rules: readonly RoutingRule[],
  { threat, regions, isElectionNear }: Routed,
): RoutingRule[] {
  const fitting = rules.filter(
    (rule) =>
      (rule.threats.length === 0 || rule.threats.includes(threat)) &&
      (rule.regions.length === 0 || rule.regions.some((region) => regions.includes(region))) &&
      (!rule.nearElection || isElectionNear),
  );
  return fitting.filter(
    ({ organisation }, at) =>
      fitting.findIndex((rule) => rule.organisation === organisation) === at,
  );
}

/** What harm a case most likely does by its topics alone, as a first choice for a reviewer. */
export function threatByTopics(topics: readonly Topic[]): ReferableThreat {
  if (topics.includes('sara')) return 'ujaran_kebencian';
  return topics.includes('money') ? 'penipuan' : 'gangguan_informasi';
}
