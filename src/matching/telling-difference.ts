import type { Assessment } from './assess.ts';
import type { Comparison } from './compare-field.ts';
import {
  differ,
  findRival,
  haveNeighbours,
  isClear,
  phraseOf,
  type Said,
  type SaidWord,
  saidBy,
  sharesRoot,
} from './find-rivals.ts';
import type { Difference } from './match.ts';
import type { MatchIndex } from './match-index.ts';
import { isNumeral } from './numeral.ts';
import { isPolar } from './plain-words.ts';
import type { QueryWord } from './read-query.ts';
import { stem } from './stem.ts';
import { OWN_WORDS } from './thesaurus.ts';
import { isOffer } from './things.ts';

/** Returns the difference that shows a citizen another claim, if it fits a sentence they would agree with; unsure if badly read. */
export function tellDifference(
  library: MatchIndex,
  { words, isSeen }: { words: readonly QueryWord[]; isSeen: boolean },
  { slot, comparison }: Pick<Assessment, 'slot' | 'comparison'>,
): Difference | undefined {
  const message = saidBy(words, isSeen);
  const { inOrder, field } = comparison;
  const texts = readTexts(library, slot);
  const compared = texts.find((text) => text.field === field);
  const mayCopy = inOrder >= COPIED && !isOffer(words);
  const heads = texts
    .filter((text) => text.isHead || (mayCopy && text === compared))
    .map((text) => ({ ...text, isCopied: text === compared && inOrder >= MOSTLY_COPIED }));
  const rival = findRival(message, { heads, texts });
  if (rival || !compared) return rival;
  const sides: Sides = { message, compared, texts };
  return (
    nameRole(sides, comparison) ?? nameDenial(sides, comparison) ?? nameOpposite(library, sides)
  );
}

/** From this share of words in the same order on, a message copies a text and changes parts of it. */
const COPIED = 0.75;
const MOSTLY_COPIED = 0.5;

interface Text extends Said {
  field: number;
  /** Whether it says what the fact-check is about: title and claim do, a long narrative does not. */
  isHead: boolean;
}

interface Sides {
  message: Said;
  compared: Text;
  texts: readonly Text[];
}

/** Reads all that a fact-check says of its claim; its summary states what is true instead. */
function readTexts(library: MatchIndex, slot: number): Text[] {
  const { shelf, vocabulary } = library;
  const [from, to] = shelf.fieldRange(slot);
  const fields = Array.from({ length: to - from }, (_, at) => from + at);
  return fields.flatMap((field) => {
    const kind = shelf.kindOf(field);
    if (kind === 'summary') return [];
    // Reading a text again is slow, and few texts differ in a thing.
    let written: readonly string[] | undefined;
    const words = [...shelf.wordsOf(field)].map((id, at) => ({
      text: vocabulary.textOf(id),
      get written() {
        written ??= library.writtenWords(field);
        return written[at] ?? '';
      },
      roots: [vocabulary.rootOf(id)],
      anchor: vocabulary.isAnchor(id),
    }));
    return { ...saidBy(words), field, isHead: kind !== 'narrative' };
  });
}

function nameRole({ message, compared }: Sides, { conflicts }: Comparison): Difference | undefined {
  const role = conflicts.find(({ type }) => type === 'role');
  if (!role) return undefined;
  const whole = (said: Said, places: readonly number[]) =>
    phraseOf(said, { from: Math.min(...places), to: Math.max(...places) + 1 });
  // A picture's rows may be read in another order.
  return differ('role', [whole(message, role.query), whole(compared, role.field)], !message.isSeen);
}

/** Names a denial of something that all of the other text affirms, in a message that is otherwise copied. */
function nameDenial({ message, compared, texts }: Sides, { conflicts, inOrder }: Comparison) {
  const denial = conflicts.find(
    ({ type, grave, unsure }) => type === 'negation' && grave && !unsure,
  );
  if (!denial || inOrder < COPIED) return undefined;
  const isAdded = denial.how === 'added';
  const [here, there] = isAdded ? [message, compared] : [compared, message];
  const [at = -1] = isAdded ? denial.query : denial.field;
  const end = [at + 1, at + 2].find((place) => here.words[place]?.anchor) ?? at;
  const denied = here.words[end];
  if (!DENIALS.has(here.words[at]?.text ?? '')) return undefined;
  if (!denied || isPolar(denied.text) || isNumeral(denied.text)) return undefined;
  const affirmed = there.words.find((word) => sharesRoot(denied, word));
  const isDenied = ({ words }: Said) =>
    words.some(
      (word, place) =>
        sharesRoot(denied, word) &&
        words.slice(Math.max(0, place - 3), place).some(({ text }) => isPolar(text)),
    );
  if (!affirmed || (isAdded ? texts : [message]).some(isDenied)) return undefined;
  const stretch = { from: at, to: end + 1 };
  const [denies, affirms] = [phraseOf(here, stretch), affirmed.written];
  if (isAdded) return differ('negation', [denies, affirms], isClear(message, stretch));
  // A picture may hide so small a word.
  return differ('negation', [affirms, denies], !message.isSeen);
}

/** Names a word of the message of which the other text has only the opposite: a price that falls, not one that rises. */
function nameOpposite({ vocabulary }: MatchIndex, { message, compared, texts }: Sides) {
  const isIn = (word: SaidWord, { words }: Said) => words.some((each) => sharesRoot(word, each));
  for (const [at, word] of message.words.entries()) {
    if (!word.anchor || isPolar(message.words[at - 1]?.text ?? '')) continue;
    const opposites = OWN_WORDS.thesaurus?.antonymsOf(stem(word.text)) ?? [];
    if (opposites.length === 0 || texts.some((text) => isIn(word, text))) continue;
    const isOpposite = ({ roots: [root = -1] }: SaidWord) =>
      opposites.includes(vocabulary.textOf(root));
    const place = compared.words.findIndex((each) => isOpposite(each) && !isIn(each, message));
    const other = compared.words[place];
    if (other && haveNeighbours([message, spanOf(at)], [compared, spanOf(place)]))
      return differ('other', [word.written, other.written], !message.isSeen);
  }
  return undefined;
}

const spanOf = (at: number) => ({ from: at, to: at + 1 });

/** Denials that a sentence can quote; advice such as "jangan" denies no claim. */
const DENIALS = new Set(['tidak', 'bukan', 'belum']);
