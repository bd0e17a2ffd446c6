import type { Assessment } from './assess.ts';
import type { Comparison } from './compare-field.ts';
import {
  type Body,
  differenceOf,
  findRivals,
  isDenied,
  isFigure,
  onlyIn,
  wordsOf,
} from './find-rivals.ts';
import type { Difference } from './match.ts';
import type { MatchIndex } from './match-index.ts';
import { isPolar } from './polarity.ts';
import type { QueryWord } from './read-query.ts';
import { isOffer, type Thing } from './things.ts';

/**
 * Returns the difference by which a citizen sees that a fact-check is about another claim. It is none
 * unless it fits a sentence that they would agree with: a retelling adds, drops and rewords a lot.
 */
export function tellDifference(
  library: MatchIndex,
  words: readonly QueryWord[],
  { slot, comparison }: Pick<Assessment, 'slot' | 'comparison'>,
): Difference | undefined {
  const message = bodyOf(words);
  const fields = readFields(library, slot);
  const compared = fields.find(({ id }) => id === comparison.field);
  const mayCopy = comparison.inOrder >= COPIED && !isOffer(message);
  const heads = fields.filter((field) => field.isHead || (mayCopy && field === compared));
  const [rival] = findRivals(message, { heads, fields });
  if (rival || !compared) return rival;
  const sides: Sides = { message, compared, fields, inOrder: comparison.inOrder };
  return (
    nameRole(sides, comparison) ?? nameDenial(sides, comparison) ?? nameSwap(sides, comparison)
  );
}

/** From this share of words in the same order on, a message copies a text and changes parts of it. */
const COPIED = 0.75;

interface Field extends Body {
  id: number;
  /** Whether it says what the fact-check is about: title and claim do, a long narrative does not. */
  isHead: boolean;
}

interface Sides {
  message: Body;
  compared: Field;
  fields: readonly Field[];
  inOrder: number;
}

function bodyOf(words: readonly QueryWord[]): Body {
  return {
    texts: words.map(({ text }) => text),
    written: words.map(({ written }) => written),
    roots: words.map(({ roots }) => roots),
    isAnchor: words.map(({ anchor }) => anchor),
    isUnsure: words.map(({ unsure }) => unsure),
  };
}

/** Reads all that a fact-check says of its claim; its summary states what is true instead. */
function readFields(library: MatchIndex, slot: number): Field[] {
  const { shelf, vocabulary } = library;
  const [from, to] = shelf.fieldRange(slot);
  const ids = Array.from({ length: to - from }, (_, at) => from + at);
  return ids.flatMap((id) => {
    const kind = shelf.kindOf(id);
    if (kind === 'summary') return [];
    const numbers = [...shelf.wordsOf(id)];
    return {
      id,
      isHead: kind !== 'narrative',
      texts: numbers.map((word) => vocabulary.textOf(word)),
      written: library.writtenWords(id),
      roots: numbers.map((word) => [vocabulary.rootOf(word)]),
      isAnchor: numbers.map((word) => vocabulary.isAnchor(word)),
    };
  });
}

function nameRole({ message, compared }: Sides, { conflicts }: Comparison) {
  const role = conflicts.find(({ type }) => type === 'role');
  if (!role) return undefined;
  return differ('role', [phrase(message, role.query)], [phrase(compared, role.field)]);
}

/** Names a denial of something that all of the other text affirms, in a message that is otherwise copied. */
function nameDenial({ message, compared, fields, inOrder }: Sides, { conflicts }: Comparison) {
  const denial = conflicts.find(({ type, grave }) => type === 'negation' && grave);
  if (!denial || inOrder < COPIED) return undefined;
  const [here, there] = denial.how === 'added' ? [message, compared] : [compared, message];
  const [at = -1] = denial.how === 'added' ? denial.query : denial.field;
  const end = deniedAt(here, at);
  if (end === undefined || here.texts[at] === 'jangan') return undefined;
  const roots = new Set(here.roots[end]);
  const affirmed = there.roots.findIndex((others) => others.some((root) => roots.has(root)));
  const others = denial.how === 'added' ? fields : [message];
  if (affirmed < 0 || others.some((other) => isDenied(other, roots))) return undefined;
  const said = phrase(here, [at, end]);
  const unsaid = there.written[affirmed] ?? '';
  return denial.how === 'added'
    ? differ('negation', [said], [unsaid])
    : differ('negation', [unsaid], [said]);
}

/** Returns the position of the word that a denial is about. */
function deniedAt({ texts, isAnchor }: Body, at: number): number | undefined {
  const end = [at + 1, at + 2].find((place) => isAnchor[place]);
  return end === undefined || isPolar(texts[end] ?? '') ? undefined : end;
}

/** Names what stands in place of a name in a copied headline, though it is of another kind. */
function nameSwap({ message, compared, fields, inOrder }: Sides, { conflicts }: Comparison) {
  if (!compared.isHead || inOrder < HALF) return undefined;
  const stored = onlyIn(compared, [message]);
  const isSure = ({ from }: Thing) => !message.isUnsure?.[from];
  const sent = onlyIn(message, fields).filter((thing) => !isFigure(thing) && isSure(thing));
  for (const { query, field } of conflicts) {
    const thing = sent.find(({ from }) => query.includes(from));
    const other = stored.find(({ from, kind }) => field.includes(from) && !isFigure({ kind }));
    if (thing && other) return differenceOf([message, thing], [compared, other]);
  }
  return undefined;
}

const HALF = 0.5;

function differ(
  type: Difference['type'],
  message: readonly string[],
  factCheck: readonly string[],
): Difference {
  return { type, message, factCheck };
}

/** Writes out the words from the first to the last position. */
function phrase(body: Body, places: readonly number[]): string {
  const [from, to] = [Math.min(...places), Math.max(...places)];
  const range = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
  return wordsOf(body, range).join(' ');
}
