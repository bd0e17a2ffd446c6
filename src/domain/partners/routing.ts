import { z } from 'zod';
import type { Topic } from '../cases/topics.ts';
import { provinceNames } from '../text/province.ts';
import { type ReferableThreat, referableThreats } from './referral.ts';

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

/** What of a case a rule speaks of. */
export interface RuleReason {
  isForThreat: boolean;
  /** The provinces of the case that the rule names. */
  regions: string[];
  isForElection: boolean;
}

/** The rules that hold for a case, the first for each organisation; those that say most about it first, else in their own order. */
export function routesFor(
  rules: readonly RoutingRule[],
  { threat, regions, isElectionNear }: Routed,
): { rule: RoutingRule; why: RuleReason }[] {
  const fitting = rules.filter(
    (rule) =>
      (rule.threats.length === 0 || rule.threats.includes(threat)) &&
      (rule.regions.length === 0 || rule.regions.some((region) => regions.includes(region))) &&
      (!rule.nearElection || isElectionNear),
  );
  return fitting
    .filter(
      ({ organisation }, at) =>
        fitting.findIndex((rule) => rule.organisation === organisation) === at,
    )
    .map((rule) => ({ rule, why: reasonOf(rule, regions) }))
    .sort((a, b) => wordsOf(b.why) - wordsOf(a.why));
}

function reasonOf(rule: RoutingRule, regions: readonly string[]): RuleReason {
  return {
    isForThreat: rule.threats.length > 0,
    regions: rule.regions.filter((region) => regions.includes(region)),
    isForElection: rule.nearElection,
  };
}

/** A rule for one province knows better than one for the whole country. */
function wordsOf({ isForThreat, regions, isForElection }: RuleReason): number {
  return Number(isForThreat) + Number(regions.length > 0) + Number(isForElection);
}

/** What harm a case most likely does by its topics alone, as a first choice for a reviewer. */
export function threatByTopics(topics: readonly Topic[]): ReferableThreat {
  if (topics.includes('sara')) return 'ujaran_kebencian';
  return topics.includes('money') ? 'penipuan' : 'gangguan_informasi';
}
