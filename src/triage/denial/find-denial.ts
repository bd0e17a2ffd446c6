import words from './words.json' with { type: 'json' };

/** How a message denies a claim: as a whole, perhaps or in part, or calls it a fraud. */
export const denials = ['whole', 'unsure', 'fraud'] as const;
export type Denial = (typeof denials)[number];

/** Finds whether a message calls a claim false; questions and "bukan hoaks" do not. */
export function findDenial(text: string): Denial | undefined {
  const sentences = sentencesOf(text);
  const denying = sentences.filter(isDenial);
  const labelled = isLabelled(text, sentences);
  const isSaid = (list: List) => sentences.some(({ says }) => says.has(list));
  const isClaim = isSaid('claims');
  if (denying.length === 0 && !labelled) {
    if (callsItFraud(sentences)) return 'fraud';
    return !isClaim && isHint(sentences) ? 'unsure' : undefined;
  }
  if (isClaim) return undefined;
  if (isSaid('turns')) return 'unsure';
  const ends = [sentences[0], sentences.at(-1)];
  const isFramed = labelled || denying.some((sentence) => ends.includes(sentence));
  return isFramed ? 'whole' : 'unsure';
}

interface Sentence {
  /** Folded words. */
  words: readonly string[];
  /** The lists of which it has a phrase. */
  says: ReadonlySet<List>;
  isQuestion: boolean;
}

/** Longer texts are read up to here. */
const LONGEST = 4_000;

function sentencesOf(text: string): Sentence[] {
  const plain = text.slice(0, LONGEST).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return (plain.match(/[^.!?\n]+[.!?]*/gu) ?? []).flatMap((sentence) => {
    const said: string[] = sentence.match(/[\p{L}\p{N}]+/gu) ?? [];
    const says = listsIn(said);
    const isQuestion = sentence.includes('?') || says.has('questions');
    return said.length === 0 ? [] : [{ words: said, says, isQuestion }];
  });
}

function callsItFraud(sentences: readonly Sentence[]): boolean {
  return sentences.some(({ says, isQuestion }) => !isQuestion && says.has('scams'));
}

function isDenial({ words: said, says, isQuestion }: Sentence): boolean {
  if (isQuestion) return false;
  return says.has('denials') || (says.has('reports') && endsInDenial(said));
}

/** "KPU tidak menghentikan …", "… hoax": a possible denial in a line or two, not in a chain. */
function isHint(sentences: readonly Sentence[]): boolean {
  if (sentences.length > MOST_HINTING || sentences.some(({ isQuestion }) => isQuestion))
    return false;
  return sentences.some(({ words: said, says }) => says.has('hints') || endsInDenial(said));
}

const MOST_HINTING = 2;

/** "Kabar … tidak benar": the last words judge the rest. */
function endsInDenial(said: readonly string[]): boolean {
  return [1, 2].some((length) => said.length > length && ENDS.has(said.slice(-length).join(' ')));
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

const LABELS = new Set(words.labels);
const ENDS = new Set(words.ends);
const { lists: LISTS } = words;
type List = keyof typeof LISTS;

const PHRASES = new Map<string, List[]>();

for (const list of Object.keys(LISTS) as List[]) {
  for (const phrase of LISTS[list]) PHRASES.set(phrase, [...(PHRASES.get(phrase) ?? []), list]);
}

const STARTS = new Set([...PHRASES.keys()].map((phrase) => phrase.split(' ')[0]));
const MOST_WORDS = 6;

/** Returns the lists of which folded words have a phrase; looks up each stretch of words once. */
function listsIn(said: readonly string[]): Set<List> {
  const found = new Set<List>();
  for (const [at, first] of said.entries()) {
    if (!STARTS.has(first)) continue;
    let phrase = '';
    for (const word of said.slice(at, at + MOST_WORDS)) {
      phrase = phrase === '' ? word : `${phrase} ${word}`;
      for (const list of PHRASES.get(phrase) ?? []) found.add(list);
    }
  }
  return found;
}
