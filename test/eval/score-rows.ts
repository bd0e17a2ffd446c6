import { offeredOf } from '../../src/matching/choose-tier.ts';
import type { MatchResult } from '../../src/matching/match.ts';
import { type EvalQuery, isRight } from './load-data.ts';

/** A query with what the matcher said to it. */
export interface Outcome {
  query: EvalQuery;
  result: MatchResult;
}

/** One figure with its 95 % interval and its goal. */
export interface Row {
  name: string;
  share: number;
  low: number;
  high: number;
  count: number;
  goal: number;
  atLeast: boolean;
  met: boolean;
}

/** The rows of score.py, from the same outcomes by the same counting. */
export function scoreRows(outcomes: readonly Outcome[]): Row[] {
  const of = (test: EvalQuery['test']) => outcomes.filter(({ query }) => query.test === test);
  const same = of('headline').filter(({ query }) => query.expect === 'answer');
  const alike = of('headline').filter(({ query }) => query.expect !== 'answer');
  const answered = of('forward').filter(isAnswer);
  const all = outcomes.filter(
    (outcome) => outcome.query.test !== 'narrative' && countsAsAnswer(outcome),
  );
  return [
    row('title answered right', of('title'), answeredRight, 0.99),
    row('forward answered right', of('forward'), answeredRight, 0.95),
    row('forward precision of answers', answered, isFirst, 0.995),
    row('forward first in ranking', of('forward'), isFirst, 0.98),
    row('headline same answered', same, answeredRight, 0.75),
    row(
      'headline same answered or confirmed first',
      same,
      (o) => o.result.tier !== 'none' && isFirst(o),
      0.95,
    ),
    row('headline same in first 5', same, inFirstFive, 0.985),
    row('headline look-alike answered', alike, answeredOld, 0.02, false),
    row('tampered answered', of('tampered'), answeredOld, 0.02, false),
    ...['number', 'entity', 'negation'].map((kind) =>
      row(
        `  tampered ${kind}`,
        of('tampered').filter(({ query }) => query.kind === kind),
        answeredOld,
        0.02,
        false,
      ),
    ),
    row('news answered', of('news'), isAnswer, 0.01, false),
    row('ordinary answered', of('ordinary'), isAnswer, 0.0003, false),
    row('ordinary asked to confirm', of('ordinary'), isAsked, 0.01, false),
    row('narrative first', of('narrative'), isFirst, 0.78),
    row('narrative in first 5', of('narrative'), inFirstFive, 0.9),
    row('all answers right', all, (o) => o.query.expect === 'answer' && isFirst(o), 0.98),
  ];
}

/** The rows of messages as people retell them, against the goals without a model or with one. */
export function scoreRetellings(outcomes: readonly Outcome[], hasModel: boolean): Row[] {
  const of = (kind: string) =>
    outcomes.filter(({ query }) => query.test === 'retold' && query.kind === kind);
  const goals = hasModel
    ? { question: [0.55, 0.88], retold: [0.65, 0.92], about: 0.12 }
    : { question: [0.4, 0.8], retold: [0.3, 0.75], about: 0.15 };
  const told = (['question', 'retold'] as const).flatMap((kind) => [
    row(`${kind} answered right`, of(kind), answeredRight, goals[kind][0] ?? 0),
    row(`${kind} answered or offered, right`, of(kind), offersRight, goals[kind][1] ?? 0),
    row(`${kind} answered with another`, of(kind), answeredOther, 0.02, false),
    row(`${kind} first`, of(kind), isFirst, 0.9),
    row(`${kind} in first 5`, of(kind), inFirstFive, 0.95),
  ]);
  const rotated = outcomes.filter(({ query }) => query.test === 'rotated');
  return [
    ...told,
    row('changed answered with the old verdict', of('changed'), answeredOld, 0.02, false),
    row('changed answered at all', of('changed'), isAnswer, 0.04, false),
    row('about answered', of('about'), isAnswer, 0.01, false),
    row('about asked or offered', of('about'), isAsked, goals.about, false),
    row('scam with rotated parts answered', rotated, answeredRight, 0.95),
    row('short statement answered right', of('short'), answeredRight, goals.retold[0] ?? 0),
    row('short statement answered or offered', of('short'), offersRight, goals.retold[1] ?? 0),
    row('short statement answered with another', of('short'), answeredOther, 0.02, false),
    row('short changed answered at all', of('short changed'), isAnswer, 0.042, false),
    row('short about asked or offered', of('short about'), isAsked, goals.about, false),
  ];
}

/** Whether the outcome breaks a goal of its own: a wrong answer, or no answer where one is due. */
export function isWrongAnswer(outcome: Outcome): boolean {
  return isAnswer(outcome) && !(outcome.query.expect === 'answer' && isFirst(outcome));
}

/** A row as score.py prints it. */
export function formatRow(row: Row): string {
  const goal = `goal ${row.atLeast ? '>=' : '<='} ${row.goal}`;
  return `${formatShare(row)} ${goal}  ${row.met ? 'ok' : 'MISSED'}`;
}

/** The same without its goal. */
export function formatShare(row: Row): string {
  const interval = `[${row.low.toFixed(3)} ${row.high.toFixed(3)}]`;
  const count = String(row.count).padEnd(5);
  return `${row.name.padEnd(44)} ${row.share.toFixed(4).padStart(7)}  ${interval}  n=${count}`;
}

type Test = (outcome: Outcome) => boolean;

const firstOf = ({ result }: Outcome): string | undefined => result.matches[0]?.id;
const isFirst: Test = (outcome) => isRight(outcome.query, firstOf(outcome));
const isAnswer: Test = ({ result }) => result.tier === 'answer';
const isAsked: Test = ({ result }) => result.tier === 'confirm' || result.tier === 'several';
const answeredRight: Test = (outcome) => isAnswer(outcome) && isFirst(outcome);
const answeredOld: Test = (outcome) =>
  isAnswer(outcome) && firstOf(outcome) === outcome.query.factCheck;
const answeredOther: Test = (outcome) => isAnswer(outcome) && !isFirst(outcome);
const offersRight: Test = ({ query, result }) =>
  offeredOf(result).some(({ id }) => isRight(query, id));
const inFirstFive: Test = ({ query, result }) =>
  result.matches.slice(0, 5).some(({ id }) => isRight(query, id));

/** A changed claim that is answered with another fact-check than its model is not judged. */
function countsAsAnswer(outcome: Outcome): boolean {
  const elsewhere =
    outcome.query.expect === 'not-answer' && firstOf(outcome) !== outcome.query.factCheck;
  return isAnswer(outcome) && !elsewhere;
}

function row(
  name: string,
  outcomes: readonly Outcome[],
  test: Test,
  goal: number,
  atLeast = true,
): Row {
  const hits = outcomes.filter(test).length;
  const share = outcomes.length > 0 ? hits / outcomes.length : 0;
  const [low, high] = wilson(hits, outcomes.length);
  const met = atLeast ? share >= goal : share <= goal;
  return { name, share, low, high, count: outcomes.length, goal, atLeast, met };
}

/** The 95 % interval of a share, after Wilson. */
function wilson(hits: number, count: number): [low: number, high: number] {
  if (count === 0) return [0, 1];
  const [p, z] = [hits / count, 1.96];
  const width = 1 + (z * z) / count;
  const centre = p + (z * z) / (2 * count);
  const half = z * Math.sqrt((p * (1 - p)) / count + (z * z) / (4 * count * count));
  return [(centre - half) / width, (centre + half) / width];
}
