import type { MessageForm } from '../../src/matching/message-form.ts';
import { type EvalQuery, isRight } from './load-data.ts';

/** What weights that never saw a message's fact-check make of the message. */
export interface Guess {
  query: EvalQuery;
  form: MessageForm;
  /** Whether it was asked of a small store, where fewer others are near. */
  isSmall: boolean;
  /** First candidates, with the probability of each, and whether the guard lets a verdict be given. */
  found: readonly { id: string; retold: number; allowed: boolean }[];
  five: readonly string[];
  /** Document that the first judge takes a statement for a copy of. */
  copied: string | undefined;
}

type ByForm = Record<MessageForm, number>;

/** The lowest thresholds, form by form, that keep wrong answers and needless questions within their goals. */
export function chooseForms(guesses: readonly Guess[]) {
  const answerAt: ByForm = { question: 0.99, short: 0.99, long: 0.99 };
  const confirmAt: ByForm = { question: 0.9, short: 0.9, long: 0.9 };
  lower(answerAt, 0.3, () => isSafe(tally(guesses, answerAt, answerAt)));
  lower(confirmAt, 0.02, () => isQuiet(tally(guesses, answerAt, confirmAt)));
  const wrong = guesses.filter((each) => isWrong(each, answerAt));
  const rows = [...tally(guesses, answerAt, confirmAt)].sort(([a], [b]) => (a < b ? -1 : 1));
  const report = [
    `answer at ${JSON.stringify(answerAt)}, offer at ${JSON.stringify(confirmAt)}; on fact-checks left out:`,
    ...rows.map(([name, counts]) => format(name, counts)),
    ...wrong.map(
      ({ query, found, isSmall }) =>
        `wrong${isSmall ? ' small' : ''}: ${query.id} ${query.kind} ${found[0]?.id} for ${query.factCheck}: ${query.text.slice(0, 200)}`,
    ),
  ].join('\n');
  return { thresholds: { answerAt, confirmAt }, report };
}

/** Lowers the forms in turns, coarsely and then finely, as far as a test still holds. */
function lower(at: ByForm, least: number, holds: () => boolean): void {
  for (const step of [0.04, 0.01]) {
    const open = new Set(['question', 'long', 'short'] as const);
    while (open.size > 0) {
      for (const form of open) {
        const before = at[form];
        at[form] = Math.round((before - step) * 1000) / 1000;
        if (at[form] >= least && holds()) continue;
        at[form] = before;
        open.delete(form);
      }
    }
  }
}

interface Counts {
  all: number;
  right: number;
  wrong: number;
  offered: number;
  old: number;
  answered: number;
  asked: number;
  first: number;
  five: number;
}

function tally(guesses: readonly Guess[], answerAt: ByForm, confirmAt: ByForm) {
  const counts = new Map<string, Counts>();
  for (const guess of guesses) {
    const name = `${guess.isSmall ? 'small ' : ''}${rowOf(guess.query)}`;
    const row = counts.get(name) ?? { ...EMPTY };
    counts.set(name, row);
    count(row, guess, { answerAt, confirmAt });
  }
  return counts;
}

const EMPTY: Counts = {
  ...{ all: 0, right: 0, wrong: 0, offered: 0, old: 0, answered: 0, asked: 0, first: 0, five: 0 },
};

function count(
  row: Counts,
  { query, form, found, five, copied }: Guess,
  { answerAt, confirmAt }: { answerAt: ByForm; confirmAt: ByForm },
): void {
  row.all += 1;
  const [best] = found;
  if (!best) return;
  const id = copied ?? best.id;
  const isAnswered = copied !== undefined || (best.retold >= answerAt[form] && best.allowed);
  const isAsked = !isAnswered && best.retold >= confirmAt[form];
  const isSeveral = isAsked && best.retold < PROBABLE;
  const right = query.expect === 'answer' && isRight(query, id);
  const offersRight = isSeveral ? found.some((each) => isRight(query, each.id)) : right;
  if (isAnswered) row.answered += 1;
  if (isAsked) row.asked += 1;
  if (isAnswered && right) row.right += 1;
  if (isAnswered && query.expect === 'answer' && !right) row.wrong += 1;
  if (isAnswered && query.expect !== 'answer' && id === query.factCheck) row.old += 1;
  if (query.expect === 'answer' && (isAnswered ? right : isAsked && offersRight)) row.offered += 1;
  if (right) row.first += 1;
  if (five.some((each) => isRight(query, each))) row.five += 1;
}

function isWrong({ query, form, found: [best] }: Guess, answerAt: ByForm): boolean {
  if (query.test !== 'retold' || !best || best.retold < answerAt[form] || !best.allowed)
    return false;
  return query.expect !== 'answer' || !isRight(query, best.id);
}

const PROBABLE = 0.5;

function rowOf({ test, kind, expect }: EvalQuery): string {
  if (test === 'retold' || test === 'tampered') return `${test} ${kind}`;
  return test === 'headline' && expect !== 'answer' ? 'headline look-alike' : test;
}

/** Goals of the evaluation data, a little stricter, as other fact-checks will not fall out just the same. */
function isSafe(counts: ReadonlyMap<string, Counts>): boolean {
  const share = (name: string, of: keyof Counts) => shareOf(counts, name, of);
  return (
    share('headline look-alike', 'old') <= 0.02 &&
    ['number', 'entity', 'negation'].every((kind) => share(`tampered ${kind}`, 'old') <= 0.016) &&
    share('news', 'answered') <= 0.0099 &&
    share('ordinary', 'answered') <= 0.0003 &&
    share('retold changed', 'old') <= 0.012 &&
    share('retold changed', 'answered') <= 0.025 &&
    share('retold about', 'answered') <= 0.0087 &&
    share('small retold changed', 'answered') <= 0.04 &&
    share('small retold about', 'answered') <= 0.015 &&
    share('small ordinary', 'answered') <= 0.0007 &&
    share('retold question', 'wrong') <= 0.0175 &&
    share('retold retold', 'wrong') <= 0.0175 &&
    share('retold short', 'wrong') <= 0.0175 &&
    share('retold short changed', 'answered') <= 0.042 &&
    share('retold short about', 'answered') === 0
  );
}

function isQuiet(counts: ReadonlyMap<string, Counts>): boolean {
  return (
    shareOf(counts, 'ordinary', 'asked') <= 0.0092 &&
    shareOf(counts, 'retold about', 'asked') + shareOf(counts, 'retold about', 'answered') <= 0.135
  );
}

function shareOf(counts: ReadonlyMap<string, Counts>, name: string, of: keyof Counts): number {
  const row = counts.get(name);
  return row ? row[of] / row.all : 0;
}

function format(name: string, counts: Counts): string {
  const share = (of: keyof Counts) => `${of} ${(counts[of] / counts.all).toFixed(4)}`;
  const shown = ['right', 'wrong', 'offered', 'first', 'five', 'old', 'answered', 'asked'] as const;
  return `${name.padEnd(26)} n=${String(counts.all).padEnd(5)} ${shown.map(share).join('  ')}`;
}
