import { z } from 'zod';
import { keysOf } from '../../i18n/keys-of.ts';
import { threatFacts } from '../cases/threats.ts';
import type { Topic } from '../cases/topic-words.ts';
import { provinceNames } from '../text/province.ts';
import { regencyNames } from '../text/regency.ts';
import { electionPeriods } from '../voters/election.ts';
import { platforms } from './platform.ts';
import { type ReferableThreat, referableThreats } from './referral.ts';

/** Facts of a case or report that a rule can name, and the values of each. */
export const conditionValues = {
  threats: referableThreats,
  regions: provinceNames,
  regencies: regencyNames,
  platforms,
  periods: electionPeriods,
} as const;
export const conditions = keysOf(conditionValues);
export type Condition = (typeof conditions)[number];

/** Cases that an organisation is responsible for; an empty list means all. */
export const routingRuleSchema = z
  .object({
    id: z.string(),
    threats: z.array(z.enum(referableThreats)).default([]),
    regions: z.array(z.enum(provinceNames)).default([]),
    regencies: z.array(z.enum(regencyNames)).default([]),
    platforms: z.array(z.enum(platforms)).default([]),
    periods: z.array(z.enum(electionPeriods)).default([]),
    /** How rules that know no other period say that an election is near. */
    nearElection: z.boolean().optional(),
    organisation: z.string(),
    answerHours: z.number().int().min(1).max(720),
  })
  .transform(({ nearElection, periods, ...rule }) => ({
    ...rule,
    periods: nearElection ? [...new Set(['near' as const, ...periods])] : periods,
  }));
export type RoutingRule = z.infer<typeof routingRuleSchema>;

/** What is known of a case or report for each condition. */
export type Routed = Readonly<Record<Condition, readonly string[]>>;

/** What a case has of each condition of a rule, and which it does not meet. */
export interface RuleFit {
  rule: RoutingRule;
  met: Partial<Record<Condition, string[]>>;
  missed: Condition[];
}

/** Returns for each organisation the rule that fits a case best, those with most conditions first. */
export function rankRules(rules: readonly RoutingRule[], routed: Routed): RuleFit[] {
  const weigh = ({ met, missed }: RuleFit) => Object.keys(met).length - 100 * missed.length;
  const ranked = rules.map((rule) => fitOf(rule, routed)).sort((a, b) => weigh(b) - weigh(a));
  const best = new Map(ranked.toReversed().map((each) => [each.rule.organisation, each]));
  return ranked.filter((each) => best.get(each.rule.organisation) === each);
}

function fitOf(rule: RoutingRule, routed: Routed): RuleFit {
  const asked = conditions.filter((each) => rule[each].length > 0);
  const shared = (each: Condition) =>
    routed[each].filter((value) => rule[each].some((named) => named === value));
  const met = Object.fromEntries(asked.map((each) => [each, shared(each)]));
  return { rule, met, missed: asked.filter((each) => met[each]?.length === 0) };
}

/** Guesses the harm of a case from its topics alone, as a first choice for a reviewer. */
export function threatByTopics(topics: readonly Topic[]): ReferableThreat {
  const topic = (['sara', 'money'] as const).find((each) => topics.includes(each));
  const found = topic && referableThreats.find((threat) => threatFacts(threat).topic === topic);
  return found ?? 'gangguan_informasi';
}
