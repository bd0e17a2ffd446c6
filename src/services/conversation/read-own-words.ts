import type { BotContent } from '../../domain/content/bot-content.ts';
import { isIn, startInstead } from '../../domain/content/flow-names.ts';
import { wordsOf } from '../../i18n/fold.ts';
import { negationsIn } from '../../i18n/negation.ts';
import { setsOf } from '../../matching/plain-words.ts';
import type { Danger } from '../../understanding/find-danger.ts';
import { readAnswer } from '../../understanding/read-answer.ts';
import type { Meaning } from '../../understanding/understanding.ts';
import { asksTruth } from '../../understanding/unheard-words.ts';
import { whoseTrouble } from '../../understanding/whose-trouble.ts';
import type { QuestionOption } from '../responses/options.ts';
import meanings from './answer-meanings.json' with { type: 'json' };
import lists from './intent-groups.json' with { type: 'json' };
import type { Interpretation, OpenOptions } from './interpretation.ts';

/** Groups of intents, by what they have in common. */
export const GROUPS = setsOf(lists);

/** Choices that each kind of answer may mean, the first that a question has. */
const MEANS: Readonly<Record<string, readonly string[]>> = meanings;

/** Reads an answer to the open question that names none of its choices; undefined if it is none. */
export function answerInOwnWords(
  { understanding }: BotContent,
  { options, frame, holds, hears, meaning }: OpenOptions & { meaning: Meaning },
  text: string,
): Interpretation | undefined {
  const whose = options.some(isChoice('happening')) ? whoseTrouble(text) : undefined;
  const concerned = whose && options.find(isChoice(whose === 'own' ? 'happening' : 'check-it'));
  if (concerned) return choosing(concerned, text);
  if (!holds || erasesMore(text, meaning)) return undefined;
  const means = (kind: string) => choiceFor(options, kind);
  const [yes, no] = [means('yes'), means('no')];
  const isYesOrNo = yes !== undefined || no !== undefined;
  const isName = frame.values.asks === 'name';
  const isRead = isYesOrNo && (!hears || isName);
  const read = isRead ? readAnswer(text, understanding.answerOf) : undefined;
  // Who does not want to be named leaves out the name, not the report.
  const isNever = meaning.type === 'sure' && meaning.intent === 'never-mind';
  const skip = isName && (read?.answer === 'no' || isNever) ? means('dont-know') : undefined;
  if (skip) return choosing(skip, text);
  if (read?.answer === 'yes' && yes) return choosing(yes, text);
  const row = hears || read?.answer === 'yes' ? undefined : rowNamed(options, text);
  if (row) return choosing(row, text);
  const shown = frame.values.picked ?? frame.values.candidates;
  if (read?.answer === 'no' && read.instead !== undefined && shown !== undefined) {
    const values = { query: read.instead, items: frame.values.items ?? [] };
    return { type: 'input', input: startInstead('lookup', { values }) };
  }
  if (read?.answer === 'no' && read.putsRight && shown === undefined) return undefined;
  const isAbout =
    meaning.type === 'sure' &&
    (GROUPS.puttingOff.has(meaning.intent) || !(meaning.intent in MEANS)) &&
    !GROUPS.soft.has(meaning.intent);
  if (read?.answer === 'no' && no && (read.isPlain || !isAbout)) return choosing(no, text);
  if (meaning.type !== 'sure') return undefined;
  const meant = means(meaning.intent);
  if (meant) return choosing(meant, text);
  if (!isNever) return undefined;
  // What was told is kept until it is called off, which is asked.
  if (isIn(frame, 'report')) return { type: 'input', input: startInstead('report', {}) };
  return { type: 'input', input: startInstead('small-talk', { intent: meaning.intent }) };
}

/** "Hapus aja" only refuses; "hapus chat saya" asks for more. */
function erasesMore(text: string, meaning: Meaning): boolean {
  if (meaning.type !== 'sure') return false;
  if (GROUPS.erasingOne.has(meaning.intent)) return true;
  return meaning.intent === 'erase' && wordsOf(text).some((word) => GROUPS.ownData.has(word));
}

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

const isChoice =
  (name: string) =>
  ({ input }: QuestionOption) =>
    input.type === 'choice' && input.choice === name;

function choiceFor(options: readonly QuestionOption[], kind: string): QuestionOption | undefined {
  const names = MEANS[kind] ?? [];
  return names
    .map((name) => options.find(isChoice(name)))
    .find((option) => option !== undefined && !option.isExact);
}

/** A choice, with the very words that made it. */
export function choosing({ input }: QuestionOption, text: string): Interpretation {
  return { type: 'input', input: input.type === 'choice' ? { ...input, said: text } : input };
}

/** A question about Posko, or a wish, in the place of an answer in one's own words; only where it is short and plain. */
export function interrupts(meaning: Meaning, text: string, isOptional: boolean): boolean {
  // "Dari grup RT, bener gak sih" still tells where a message came from.
  const isFrom = /^(?:dari|dr|dri|ti|tina|saka|saking|seko|grup|wag|wa|fb|tiktok|ig|yt)\b/i.test(
    text,
  );
  if (isOptional && !isFrom && asksTruth(text)) return true;
  // A wish about one's own data is no answer to where a message came from.
  if (isOptional && meaning.type === 'sure' && GROUPS.ofData.has(meaning.intent)) return true;
  if (meaning.type !== 'sure' || !meaning.isPlain || wordsOf(text).length > MOST_WORDS)
    return false;
  return (
    GROUPS.interrupting.has(meaning.intent) || (isOptional && GROUPS.beside.has(meaning.intent))
  );
}

const MOST_WORDS = 10;
/** What is likelier to be meant while a verdict, or a question, is before the citizen's eyes. */
export function favouredIn(open: OpenOptions | undefined): ReadonlySet<string> {
  if (open === undefined) return NOTHING;
  if (open.holds) return GROUPS.ofQuestions;
  const isVerdict = open.options.some(
    ({ input }) => input.type === 'choice' && input.choice === 'card',
  );
  return isVerdict ? GROUPS.ofVerdicts : NOTHING;
}

const NOTHING: ReadonlySet<string> = new Set();
/** Whether what is meant comes before trouble that is not plain: a question about Posko, a report of what others do, or a yes to the open question, where only examples speak of trouble. */
export function outweighs(
  meaning: Meaning,
  { isPlain, isLearned }: Danger,
  answered: Interpretation | undefined,
): boolean {
  if (isPlain) return false;
  if (isLearned && isYes(answered)) return true;
  return meaning.type === 'sure' && !GROUPS.weak.has(meaning.intent);
}

/** Whether it says yes to the open question. */
export function isYes(read: Interpretation | undefined): boolean {
  return read?.type === 'input' && read.input.type === 'choice' && read.input.choice === 'yes';
}

/** Whether what is meant is no way on from an open question: it is put once more, and then left. */
export function muddles(
  open: OpenOptions | undefined,
  { intent, isPlain }: Extract<Meaning, { type: 'sure' }>,
): boolean {
  if (open?.holds !== true || open.hears) return false;
  if (isPlain && GROUPS.aside.has(intent)) return false;
  const isFar = !GROUPS.interrupting.has(intent) && !intent.startsWith('report');
  return GROUPS.muddling.has(intent) || (open.isOfReport && isFar);
}
