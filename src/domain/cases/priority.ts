import { HOUR } from '../time/jakarta-day.ts';
import { type Election, electionsIn, turnsOf } from '../voters/election.ts';
import { type Case, type Tip, threatOf } from './case.ts';
import { type Threat, threatFacts } from './threats.ts';
import type { Topic } from './topic-words.ts';
import { topicsOf } from './topics.ts';
import { defaultUrgentMs, type Urgency, type UrgentMs, urgencyOf } from './urgency.ts';
import weights from './weights.json' with { type: 'json' };

/** Reason for the position of a case in the queue; `ms` is how long it has waited. */
export type Reason =
  | { type: 'burst' | 'recent' | 'citizens'; citizens: number }
  | { type: 'urgency'; urgency: Urgency }
  | { type: 'late' | 'waiting'; ms: number }
  | { type: 'forwarded' | 'safety' }
  | { type: 'election'; name: string }
  | { type: 'topic'; topic: Topic }
  | { type: 'threat'; threat: Threat };

/** Urgency of a case, with its reasons; the most important reason comes first. */
export type Priority = ReturnType<typeof rankCase>;

/** Input of the order besides the cases themselves. */
export interface Ranking {
  now: number;
  /** Time in which the tipline aims to decide a case, in milliseconds. */
  serviceMs: number;
  /** The same for what is urgent. */
  urgentMs?: UrgentMs;
  elections?: readonly Election[];
}

/** From this score on, WhatsApp marks a message "forwarded many times". */
const MANY_TIMES = 5;
/** Risks to safety, money, health or the vote come before other topics. */
const worryWeights: Readonly<Record<string, number>> = weights.worries;
const topicWeights: Readonly<Record<Topic, number>> = weights.topics;
/** Waiting counts in steps, so that the order is another only from time to time; after a day it counts no more. */
const WAIT_STEP = 10 * 60_000;
const STEPS_A_POINT = 24;
const MOST_STEPS = 6 * STEPS_A_POINT;
/** Time within which those who ask count as one wave. */
export const BURST_MS = HOUR;
const NEVER = Number.MAX_SAFE_INTEGER;
/** Number of citizens within the hour that makes a wave. */
const BURST = 5;

/** What a case is ranked by at any time: all that it and its tips say, read once. */
export type Weight = ReturnType<typeof weighCase>;

/** Reads from a case and its tips what does not depend on the time. */
export function weighCase(found: Case, tips: readonly Tip[]) {
  const asked = lastAsked(tips);
  return {
    urgency: urgencyOf(found, tips),
    openedAt: found.openedAt,
    citizens: Math.max(asked.length, Math.min(1, tips.length)),
    asked,
    // Also of somebody who was erased and asked again.
    lastAt: tips.reduce((last, { at }) => Math.max(last, at), 0),
    forwardingScore: tips.reduce((most, tip) => Math.max(most, tip.forwardingScore), 0),
    topics: topicsOf(found, tips),
    threat: threatOf(found, tips),
    worries: [...new Set(tips.flatMap((tip) => tip.worry ?? []))],
    regions: [...new Set(tips.flatMap(({ region }) => region ?? []))],
  };
}

/** An erased citizen who asked again counts by the latest tip. */
function lastAsked(tips: readonly Tip[]): number[] {
  const last = new Map<string, number>();
  for (const tip of tips) {
    const who = tip.citizen ?? tip.id;
    if (!tip.isAskedAgain) last.set(who, Math.max(last.get(who) ?? 0, tip.at));
  }
  return [...last.values()];
}

/** Ranks a case by urgency first, then by reach (citizens, forwards, growth), harm, waiting time and the election. */
export function rankCase(weight: Weight, ranking: Ranking) {
  const seen = look(weight, ranking);
  const { urgency, citizens, forwardingScore, topics, threat, worries } = weight;
  const { waitedMs, isLate, isBurst, recent, election } = seen;
  const harms = [
    ...worries.map((worry) => worryWeights[worry] ?? 0),
    ...topics.map((topic) => topicWeights[topic]),
    threat ? (threatFacts(threat.threat).weight ?? 0) : 0,
  ];
  const parts = [
    3 * Math.log2(1 + citizens),
    forwardingScore >= MANY_TIMES ? 4 : Math.min(2, forwardingScore),
    Math.max(0, ...harms),
    Math.log2(1 + recent) + (isBurst ? 2 : 0),
    Math.min(MOST_STEPS, Math.floor(waitedMs / WAIT_STEP)) / STEPS_A_POINT + (isLate ? 2 : 0),
    election ? 3 : 0,
  ];
  const sum = parts.reduce((total, part) => total + part, 0);
  const score = Math.round(sum * 100) / 100;
  const reach = { citizens, forwardingScore, waitedMs, isLate, isBurst };
  return { urgency, score, ...reach, topics, threat, reasons: reasonsOf(seen) };
}

function look(weight: Weight, ranking: Ranking) {
  const { now, serviceMs, urgentMs = defaultUrgentMs, elections = [] } = ranking;
  const { urgency, openedAt, asked, lastAt, topics, regions } = weight;
  const [waitedMs, limitMs] = [now - openedAt, urgency === 'usual' ? serviceMs : urgentMs[urgency]];
  const recent = asked.reduce((count, at) => count + (at > now - BURST_MS ? 1 : 0), 0);
  return {
    ...weight,
    waitedMs,
    limitMs,
    recent: Math.max(recent, lastAt > now - BURST_MS ? 1 : 0),
    /** Past the time in which the tipline aims to decide. */
    isLate: waitedMs > limitMs,
    /** Many citizens within a short time: the message is spreading now. */
    isBurst: recent >= BURST,
    election: topics.includes('election')
      ? electionsIn('near', elections, { now, regions })[0]
      : undefined,
  };
}

/** Returns the time from which the rank of a case may be another although nobody has changed it. */
export function rankedUntil(weight: Weight, ranking: Ranking): number {
  const { now, elections = [] } = ranking;
  const { openedAt, waitedMs, limitMs, asked, lastAt } = look(weight, ranking);
  const steps = Math.floor(waitedMs / WAIT_STEP) + 1;
  const turns = [
    steps <= MOST_STEPS ? openedAt + steps * WAIT_STEP : 0,
    openedAt + limitMs + 1,
    ...[...asked, lastAt].map((at) => at + BURST_MS),
    ...elections.flatMap(turnsOf),
  ];
  return turns.reduce((soonest, at) => (at > now ? Math.min(soonest, at) : soonest), NEVER);
}

function reasonsOf(seen: ReturnType<typeof look>): Reason[] {
  const { citizens, forwardingScore, waitedMs, topics, threat, worries, recent } = seen;
  const all: (Reason | false)[] = [
    seen.urgency !== 'usual' && { type: 'urgency', urgency: seen.urgency },
    seen.isBurst && { type: 'burst', citizens: recent },
    seen.isLate && { type: 'late', ms: waitedMs },
    // If all of them came within the hour, the reason is given once.
    (recent < citizens || recent <= 2) && { type: 'citizens', citizens },
    forwardingScore >= MANY_TIMES && { type: 'forwarded' },
    seen.election !== undefined && { type: 'election', name: seen.election.name },
    threat !== undefined && { type: 'threat', threat: threat.threat },
    ...topics.map((topic): Reason => ({ type: 'topic', topic })),
    worries.includes('safety') && { type: 'safety' },
    recent > 2 && !seen.isBurst && { type: 'recent', citizens: recent },
    !seen.isLate && { type: 'waiting', ms: waitedMs },
  ];
  return all.filter((reason) => reason !== false);
}
