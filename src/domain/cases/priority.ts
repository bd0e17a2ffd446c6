import { type Election, electionsIn } from '../voters/election.ts';
import type { Case, Tip } from './case.ts';
import { type CaseThreat, threatOf } from './case-threat.ts';
import { type Threat, threatFacts } from './threats.ts';
import type { Topic } from './topic-words.ts';
import { topicsOf } from './topics.ts';
import { defaultUrgentMs, type Urgency, type UrgentMs, urgencyOf } from './urgency.ts';

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
export interface Priority {
  /** Comes before the score. */
  urgency: Urgency;
  score: number;
  citizens: number;
  forwardingScore: number;
  waitedMs: number;
  topics: Topic[];
  threat?: CaseThreat | undefined;
  /** Past the time in which the tipline aims to decide. */
  isLate: boolean;
  /** Many citizens within a short time: the message is spreading now. */
  isBurst: boolean;
  reasons: Reason[];
}

/** Input of the order besides the cases themselves. */
export interface Ranking {
  now: number;
  /** Time in which the tipline aims to decide a case, in milliseconds. */
  serviceMs: number;
  /** The same for what is urgent. */
  urgentMs?: UrgentMs;
  elections?: readonly Election[];
}

const HOUR = 3_600_000;
/** From this score on, WhatsApp marks a message "forwarded many times". */
const MANY_TIMES = 5;
/** Risks to safety, money, health or the vote come before other topics. */
const WEIGHT: Readonly<Record<string, number>> = { money: 3, health: 3, election: 3, safety: 4 };
const TOPIC_WEIGHT: Readonly<Record<Topic, number>> = {
  election: 3,
  sara: 3,
  health: 3,
  money: 3,
  disaster: 4,
};
/** Time within which those who ask count as one wave. */
export const BURST_MS = HOUR;
/** Number of citizens within the hour that makes a wave. */
const BURST = 5;

/** Ranks a case by reach (citizens, forwards, growth), harm, waiting time and the election. */
export function priorityOf(found: Case, tips: readonly Tip[], ranking: Ranking): Priority {
  const seen = look(found, tips, ranking);
  const { urgency, citizens, forwardingScore, waitedMs, topics, isLate, isBurst } = seen;
  const { recent, worries, election, threat } = seen;
  const harms = [
    ...worries.map((worry) => WEIGHT[worry] ?? 0),
    ...topics.map((topic) => TOPIC_WEIGHT[topic]),
    threat ? (threatFacts(threat.threat).weight ?? 0) : 0,
  ];
  const parts = [
    3 * Math.log2(1 + citizens),
    forwardingScore >= MANY_TIMES ? 4 : Math.min(2, forwardingScore),
    Math.max(0, ...harms),
    Math.log2(1 + recent) + (isBurst ? 2 : 0),
    Math.min(6, waitedMs / (4 * HOUR)) + (isLate ? 2 : 0),
    election ? 3 : 0,
  ];
  const sum = parts.reduce((total, part) => total + part, 0);
  const score = Math.round(sum * 100) / 100;
  const reasons = reasonsOf(seen);
  const reach = { citizens, forwardingScore, waitedMs, isLate, isBurst };
  return { urgency, score, ...reach, topics, threat, reasons };
}

function look(found: Case, tips: readonly Tip[], ranking: Ranking) {
  const { now, serviceMs, urgentMs = defaultUrgentMs, elections = [] } = ranking;
  const urgency = urgencyOf(found, tips);
  const waitedMs = now - found.openedAt;
  const topics = topicsOf(found, tips);
  const regions = tips.flatMap(({ region }) => region ?? []);
  const recent = countCitizens(tips.filter((tip) => tip.at > now - BURST_MS));
  return {
    urgency,
    citizens: countCitizens(tips),
    forwardingScore: Math.max(0, ...tips.map((tip) => tip.forwardingScore)),
    waitedMs,
    topics,
    threat: threatOf(found, tips),
    worries: [...new Set(tips.flatMap((tip) => tip.worry ?? []))],
    recent,
    isLate: waitedMs > (urgency === 'usual' ? serviceMs : urgentMs[urgency]),
    isBurst: recent >= BURST,
    election: topics.includes('election')
      ? electionsIn('near', elections, { now, regions })[0]
      : undefined,
  };
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

/** An erased citizen who asked again counts by the latest tip. */
function countCitizens(tips: readonly Tip[]): number {
  const known = new Set(tips.flatMap((tip) => (tip.isAskedAgain ? [] : (tip.citizen ?? tip.id))));
  return Math.max(known.size, Math.min(1, tips.length));
}
