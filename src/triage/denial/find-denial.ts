import words from './words.json' with { type: 'json' };

/** How a message denies a claim: as a whole, perhaps or in part, or calls it a fraud. */
export const denials = ['whole', 'unsure', 'fraud'] as const;
export type Denial = (typeof denials)[number];

/** Finds whether a message calls a claim false; questions and "bukan hoaks" do not. */
export function findDenial(text: string): Denial | undefined {
  const sentences = sentencesOf(text);
  const denying = sentences.filter(isDenial);
  const labelled = isLabelled(text, sentences);
  const plain = sentences.map(({ words: said }) => said);
  const isClaim = plain.some((said) => hasAny(said, CLAIMS));
  if (denying.length === 0 && !labelled) {
    if (callsItFraud(sentences)) return 'fraud';
    return !isClaim && isHint(sentences) ? 'unsure' : undefined;
  }
  if (isClaim) return undefined;
  if (plain.some((said) => hasAny(said, TURNS))) return 'unsure';
  const ends = [sentences[0], sentences.at(-1)];
  const isFramed = labelled || denying.some((sentence) => ends.includes(sentence));
  return isFramed ? 'whole' : 'unsure';
}

interface Sentence {
  /** Folded words with a space at either end. */
  words: string;
  isQuestion: boolean;
}

/** Longer texts are read up to here. */
const LONGEST = 4_000;

function sentencesOf(text: string): Sentence[] {
  const plain = text.slice(0, LONGEST).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[^.!?\n]+[.!?]*/gu) ?? []).flatMap((sentence) => {
    const said = ` ${(sentence.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
    const isQuestion = sentence.includes('?') || hasAny(said, QUESTIONS);
    return said.trim() === '' ? [] : [{ words: said, isQuestion }];
  });
}

function callsItFraud(sentences: readonly Sentence[]): boolean {
  return sentences.some(({ words: said, isQuestion }) => !isQuestion && hasAny(said, SCAMS));
}

function isDenial({ words: said, isQuestion }: Sentence): boolean {
  if (isQuestion) return false;
  return hasAny(said, DENIALS) || (endsInDenial(said) && hasAny(said, REPORTS));
}

/** "KPU tidak menghentikan …", "… hoax": a possible denial in a line or two, not in a chain. */
function isHint(sentences: readonly Sentence[]): boolean {
  if (sentences.length > MOST_HINTING || sentences.some(({ isQuestion }) => isQuestion))
    return false;
  return sentences.some(({ words: said }) => hasAny(said, HINTS) || endsInDenial(said));
}

const MOST_HINTING = 2;

/** "Kabar … tidak benar": the last words judge the rest. */
function endsInDenial(said: string): boolean {
  const parts = said.trim().split(' ');
  return [1, 2].some((length) => parts.length > length && ENDS.has(parts.slice(-length).join(' ')));
}

/** A word or two in brackets, or before a colon or an exclamation mark, after ornaments. */
const STAMP = /^[^\p{L}[(【]{0,12}(?:[[(【]\s*([^\])】]{2,40})[\])】]|([\p{L} ]{2,40}?)\s*[:!|])/u;

/** "[HOAKS] …", "Cek Fakta: …", "HOAX! …": a label before the claim. */
function isLabelled(text: string, [first, second]: readonly Sentence[]): boolean {
  const stamp = STAMP.exec(text.slice(0, 80).toLowerCase());
  const label = (stamp?.[1] ?? stamp?.[2] ?? '').trim();
  if (!LABELS.has(label)) return false;
  return first?.isQuestion !== true && second?.isQuestion !== true;
}

const phrases = (list: readonly string[]) => new Set(list);
const LABELS = phrases(words.labels);
const DENIALS = phrases(words.denials);
const CLAIMS = phrases(words.claims);
const HINTS = phrases(words.hints);
const ENDS = phrases(words.ends);
const REPORTS = phrases([...words.reports, ...words.officials]);
const SCAMS = phrases(words.scams);
const TURNS = phrases(words.turns);
const QUESTIONS = phrases(words.questions);
const MOST_WORDS = 6;

/** Whether folded words contain any of the phrases; looks up each stretch of words once. */
function hasAny(said: string, list: ReadonlySet<string>): boolean {
  const parts = said.trim().split(' ');
  return parts.some((_, at) => {
    let phrase = '';
    for (const part of parts.slice(at, at + MOST_WORDS)) {
      phrase = phrase === '' ? part : `${phrase} ${part}`;
      if (list.has(phrase)) return true;
    }
    return false;
  });
}
