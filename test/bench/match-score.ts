import { type BenchQuery, NEGATIVE, SIBLINGS } from './match-queries.ts';

/** What an engine made of one message. */
export interface Answer {
  query: BenchQuery;
  id: string | undefined;
  score: number;
  answered: boolean | undefined;
  ms: number;
}

export interface Scores {
  p50: number;
  p99: number;
  /** Share of messages about a stored document with that document first. */
  recall: number;
  /** The same with a threshold that one in a hundred messages about nothing stored passes. */
  sureRecall: number;
  /** Share of messages that change the details of a stored document that pass it, by kind. */
  siblings: Readonly<Record<string, number>>;
  byKind: Readonly<Record<string, number>>;
  /** Share of messages of every kind that get a verdict, of an engine that decides this itself. */
  answered: Readonly<Record<string, number>> | undefined;
}

/** Scores the answers of one engine; its score is read in whichever way serves it best. */
export function scoreAnswers(answers: readonly Answer[]): Scores {
  const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const positive = answers.filter(({ query }) => query.expected !== undefined);
  const negative = answers.filter((answer) => isNegative(answer.query));
  const best = READINGS.map((read) => {
    const least = thresholdOf(negative.map(read));
    const sure = (answer: Answer) => isRight(answer) && read(answer) > least;
    return { read, least, sure, share: shareOf(positive, sure) };
  }).reduce((a, b) => (b.share > a.share ? b : a));
  const passing = (kind: string) =>
    shareOf(
      answers.filter(({ query }) => query.kind === kind),
      (answer) => best.read(answer) > best.least,
    );
  const kinds = Map.groupBy(positive, ({ query }) => query.kind);
  return {
    p50: times[Math.floor(times.length * 0.5)] ?? 0,
    p99: times[Math.floor(times.length * 0.99)] ?? 0,
    recall: shareOf(positive, isRight),
    sureRecall: best.share,
    siblings: Object.fromEntries(SIBLINGS.map((kind) => [kind, passing(kind)])),
    byKind: Object.fromEntries([...kinds].map(([kind, all]) => [kind, shareOf(all, best.sure)])),
    answered: answeredOf(answers),
  };
}

function answeredOf(answers: readonly Answer[]): Record<string, number> | undefined {
  if (answers.every(({ answered }) => answered === undefined)) return undefined;
  const kinds = Map.groupBy(answers, ({ query }) => query.kind);
  const shares = [...kinds].map(([kind, all]) => [kind, shareOf(all, (one) => !!one.answered)]);
  return Object.fromEntries(shares);
}

const READINGS: readonly ((answer: Answer) => number)[] = [
  ({ score }) => score,
  ({ score, query }) => score / lengthOf(query.text),
  ({ score, query }) => score / Math.sqrt(lengthOf(query.text)),
];
const FALSE_SHARE = 0.01;

function isNegative({ kind }: BenchQuery): boolean {
  return NEGATIVE.some((negative) => negative === kind);
}

function isRight({ id, query }: Answer): boolean {
  return id === query.expected;
}

/** The score that only one in a hundred exceeds. */
function thresholdOf(scores: readonly number[]): number {
  const falling = [...scores].sort((a, b) => b - a);
  return falling[Math.floor(falling.length * FALSE_SHARE)] ?? 0;
}

function shareOf<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / Math.max(1, items.length);
}

function lengthOf(text: string): number {
  return text.split(/\s+/).length;
}
