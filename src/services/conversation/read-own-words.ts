import type { BotContent } from '../../domain/content/bot-content.ts';
import { startInstead } from '../../domain/content/flow-names.ts';
import { wordsOf } from '../../i18n/fold.ts';
import { negationsIn } from '../../i18n/negation.ts';
import type { Danger } from '../../understanding/find-danger.ts';
import { readAnswer } from '../../understanding/read-answer.ts';
import type { Meaning } from '../../understanding/understanding.ts';
import type { QuestionOption } from '../responses/options.ts';
import meanings from './answer-meanings.json' with { type: 'json' };
import lists from './intent-groups.json' with { type: 'json' };
import type { Interpretation, OpenOptions } from './interpretation.ts';

/** A group of intents. */
export function setOf(names: string): ReadonlySet<string> {
  return new Set(names.split(' '));
}

/** Choices that each kind of answer may mean, the first that a question has. */
const MEANS: Readonly<Record<string, readonly string[]>> = meanings;

/** Reads an answer to the open question that names none of its choices; undefined if it is none. */
export function answerInOwnWords(
  { understanding }: BotContent,
  { options, frame, holds, hears, meaning }: OpenOptions & { meaning: Meaning },
  text: string,
): Interpretation | undefined {
  if (!holds || erasesMore(text, meaning)) return undefined;
  const means = (kind: string) => choiceFor(options, kind);
  const [yes, no] = [means('yes'), means('no')];
  const isYesOrNo = yes !== undefined || no !== undefined;
  const read = isYesOrNo && !hears ? readAnswer(text, understanding.answerOf) : undefined;
  if (read?.answer === 'yes' && yes) return choosing(yes, text);
  const row = hears || read?.answer === 'yes' ? undefined : rowNamed(options, text);
  if (row) return choosing(row, text);
  const shown = frame.values.picked ?? frame.values.candidates;
  if (read?.answer === 'no' && read.instead !== undefined && shown !== undefined) {
    const values = { query: read.instead, items: frame.values.items ?? [] };
    return { type: 'input', input: startInstead('lookup', { values }) };
  }
  const isAbout =
    meaning.type === 'sure' &&
    (PUTTING_OFF.has(meaning.intent) || !(meaning.intent in MEANS)) &&
    !SOFT.has(meaning.intent);
  if (read?.answer === 'no' && no && (read.isPlain || !isAbout)) return choosing(no, text);
  if (meaning.type !== 'sure') return undefined;
  const meant = means(meaning.intent);
  if (meant) return choosing(meant, text);
  if (meaning.intent !== 'never-mind') return undefined;
  return { type: 'input', input: startInstead('small-talk', { intent: meaning.intent }) };
}

/** "Hapus aja" only refuses; "hapus chat saya" asks for more. */
function erasesMore(text: string, meaning: Meaning): boolean {
  const isErasing = meaning.type === 'sure' && meaning.intent === 'erase';
  return isErasing && wordsOf(text).some((word) => OWN_DATA.has(word));
}

const OWN_DATA = setOf(lists.ownData);

/** The only row of a list with every longer word of a short answer: "yang microchip itu". */
function rowNamed(options: readonly QuestionOption[], text: string): QuestionOption | undefined {
  const isShort = text.length <= LONGEST_NAMED && !/[?？]/u.test(text);
  const words = isShort && negationsIn(text).length === 0 ? wordsOf(text) : [];
  const said = words.filter((word) => word.length >= TELLING);
  if (said.length === 0 || words.length > MOST_NAMED) return undefined;
  const rows = options.filter(({ input, label }) => {
    const known = wordsOf(label).filter((word) => word.length >= TELLING);
    return input.type === 'picked' && said.every((word) => known.some((w) => word.startsWith(w)));
  });
  return rows.length === 1 ? rows[0] : undefined;
}

const LONGEST_NAMED = 80;
const MOST_NAMED = 6;
/** Letters of a word that tells one title from another. */
const TELLING = 5;

/** Intents that a refusal may look like: "nggak ah, makasih". */
const SOFT = setOf(lists.soft);

/** Neither a yes nor a no: the question stays. */
const PUTTING_OFF = setOf(lists.puttingOff);

function choiceFor(options: readonly QuestionOption[], kind: string): QuestionOption | undefined {
  const names = MEANS[kind] ?? [];
  return names
    .map((name) => options.find(({ input }) => input.type === 'choice' && input.choice === name))
    .find((option) => option !== undefined && !option.isExact);
}

/** A choice, with the very words that made it. */
export function choosing({ input }: QuestionOption, text: string): Interpretation {
  return { type: 'input', input: input.type === 'choice' ? { ...input, said: text } : input };
}

/** A question about Posko, or a wish, in the place of an answer in one's own words; only where it is short and plain. */
export function interrupts(meaning: Meaning, text: string, isOptional: boolean): boolean {
  if (meaning.type !== 'sure' || wordsOf(text).length > MOST_WORDS) return false;
  if (!meaning.isPlain) return false;
  return INTERRUPTING.has(meaning.intent) || (isOptional && BESIDE.has(meaning.intent));
}

/** What is asked in the place of an answer to a question that need not be answered. */
const BESIDE = setOf(lists.beside);

const MOST_WORDS = 10;
const INTERRUPTING = setOf(lists.interrupting);

/** What is likelier to be meant while a verdict, or a question, is before the citizen's eyes. */
export function favouredIn(open: OpenOptions | undefined): ReadonlySet<string> {
  if (open === undefined) return NOTHING;
  if (open.holds) return OF_QUESTIONS;
  const isVerdict = open.options.some(
    ({ input }) => input.type === 'choice' && input.choice === 'card',
  );
  return isVerdict ? OF_VERDICTS : NOTHING;
}

const NOTHING: ReadonlySet<string> = new Set();
const OF_QUESTIONS = setOf(lists.ofQuestions);
const OF_VERDICTS = setOf(lists.ofVerdicts);

/** Whether what is meant comes before trouble that is not plain: a question about Posko, or a report of what others do. */
export function outweighs(meaning: Meaning, { isPlain }: Danger): boolean {
  return !isPlain && meaning.type === 'sure' && !WEAK.has(meaning.intent);
}

/** What is easily taken for somebody's trouble, and the other way round. */
const WEAK = setOf(lists.weak);

/** Whether what is meant is no way on from an open question: it is put once more, and then left. */
export function muddles(open: OpenOptions | undefined, intent: string): boolean {
  if (open?.holds !== true || open.hears) return false;
  return MUDDLING.has(intent) || (open.isOfReport && intent === 'later');
}

const MUDDLING = setOf(lists.muddling);

/** Whether a citizen is asked if they mean it; nobody is asked whether they joke. */
export function isWorthAsking(intent: string): boolean {
  return !UNASKED.has(intent);
}

const UNASKED = setOf(lists.unasked);
