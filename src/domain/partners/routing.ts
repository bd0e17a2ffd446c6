import { z } from 'zod';
import { threatFacts } from '../cases/threats.ts';
import type { Topic } from '../cases/topic-words.ts';
import { provinceNames } from '../text/province.ts';
import { type ReferableThreat, referableThreats } from './referral.ts';

/** Cases that an organisation is responsible for; an empty list means all. */
export const routingRuleSchema = z.object({
  id: z.string(),
  threats: z.array(z.enum(referableThreats)),
  regions: z.array(z.enum(provinceNames)),
  nearElection: z.boolean(),
  organisation: z.string(),
  answerHours: z.number().int().min(1).max(720),
});
export type RoutingRule = z.infer<typeof routingRuleSchema>;

/** Facts that decide where a case goes. */
export interface Routed {
  threat: ReferableThreat;
  regions: readonly string[];
  isElectionNear: boolean;
}

/** Conditions of a rule that a case meets. */
export interface RuleReason {
  isForThreat: boolean;
  /** Provinces of the case that the rule names. */
  regions: string[];
  isForElection: boolean;
}

/** Returns the rules for a case, one per organisation, those with most conditions first. */
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

/** A rule for one province is more specific than one for the whole country. */
function wordsOf({ isForThreat, regions, isForElection }: RuleReason): number {
  return Number(isForThreat) + Number(regions.length > 0) + Number(isForElection);
}

/** Guesses the harm of a case from its topics alone, as a first choice for a reviewer. */
export function threatByTopics(topics: readonly Topic[]): ReferableThreat {
  const topic = (['sara', 'money'] as const).find((each) => topics.includes(each));
  const found = topic && referableThreats.find((threat) => threatFacts(threat).topic === topic);
  return found ?? 'gangguan_informasi';
}
