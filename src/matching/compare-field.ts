import { type Anchor, align, findGaps } from './align.ts';
import { compareGap, weigh } from './compare-gap.ts';
import { compareRoles } from './compare-roles.ts';
import type { Conflict, SideWord } from './conflict.ts';
import type { MatchIndex } from './match-index.ts';
import { NumberSet } from './number-set.ts';
import { DEBUNK, HOW_TO } from './plain-words.ts';
import type { QueryWord } from './read-query.ts';
import type { RotatingPart } from './rotating-parts.ts';
import { setAsideRotating } from './set-aside-rotating.ts';
import { weighStored } from './weigh.ts';

/** Result of comparing a message with one field word by word. */
export interface Comparison {
  field: number;
  conflicts: readonly Conflict[];
  /** Parts in which only copies of one scam differ, such as the telephone number. */
  rotated: readonly RotatingPart[];
  /** Share of the message's weight that the field has in the same order. */
  inOrder: number;
  /** Share of the message's weight without a counterpart in the field. */
  loose: number;
  /** Whether the message explains or advises (how to, requirements) and the field does not. */
  howTo: boolean;
  /** Whether the message itself calls something a hoax. */
  debunks: boolean;
  shared: number;
}

/** Message after reading, with what is the same for every field that it is compared with. */
export type Sent = ReturnType<typeof readSent>;

/** Prepares a message for its comparisons; `seen` if it came from a picture. */
export function readSent(words: readonly QueryWord[], seen: boolean) {
  const has = (list: ReadonlySet<string>) => words.some(({ text }) => list.has(text));
  const query = words.map(({ text, roots, weight, anchor }): SideWord => {
    return { text, root: roots[0] ?? -1, weight, anchor, moved: false };
  });
  const whole = weigh(words, tellingPlaces(words));
  return { words, seen, query, whole, debunks: has(DEBUNK), advises: has(HOW_TO) };
}

export function compareField(library: MatchIndex, sent: Sent, field: number) {
  const { words, seen, query, whole, debunks } = sent;
  const stored = readField(library, field);
  const anchors = align(words, stored);
  markMoved(sent, stored, anchors);
  const sides = { query, field: stored, seen };
  const reports = findGaps(anchors, words.length, stored.length).map((gap) =>
    compareGap(sides, gap),
  );
  const mended = reports.reduce((sum, report) => sum + weigh(words, report.mended), 0);
  const missing = reports.reduce((sum, report) => sum + weigh(words, report.looseQuery), 0);
  const places = anchors.map((anchor) => anchor.query);
  const chain = weigh(words, places) + mended;
  const least = Math.max(0.001, whole, chain + missing);
  const found = reports.flatMap((report) => report.conflicts).map(doubtFrom(words));
  const swapped = found.flatMap(({ query }) => query);
  const changed = weigh(words, swapped);
  const role = compareRoles(sides);
  const { conflicts, rotated } = setAsideRotating(library, field, { conflicts: found, sides });
  const surroundings = {
    shared: anchors.length,
    skipped: skippedShare(stored, anchors),
    verbatim: Math.min(1, (chain + changed) / least) * restOf(stored, anchors, found),
    debunks,
    isCopy: rotated.length > 0,
  };
  const details = conflicts.map((each) => ({ ...each, grave: isGrave(each, surroundings) }));
  return {
    field,
    conflicts: role ? [...details, role] : details,
    rotated,
    inOrder: chain / least,
    loose: missing / Math.max(0.001, chain + missing),
    shared: anchors.length,
    debunks,
    howTo: sent.advises && !stored.some(({ text }) => HOW_TO.has(text)),
  };
}

function tellingPlaces(words: readonly QueryWord[]): number[] {
  return words.flatMap((word, at) => (word.anchor && !word.weightless ? [at] : []));
}

/** A disagreement about a word that may have been misread may not exist. */
function doubtFrom(words: readonly QueryWord[]) {
  return (conflict: Conflict): Conflict =>
    conflict.query.some((at) => words[at]?.unsure) ? { ...conflict, unsure: true } : conflict;
}

function readField(library: MatchIndex, field: number): SideWord[] {
  const { shelf, vocabulary } = library;
  const stored: SideWord[] = [];
  for (const id of shelf.wordsOf(field)) {
    const weight = weighStored(library, id);
    const [text, root] = [vocabulary.textOf(id), vocabulary.rootOf(id)];
    stored.push({ text, root, weight, anchor: vocabulary.isAnchor(id), moved: false });
  }
  return stored;
}

const FREE_QUERY = new NumberSet();
const FREE_FIELD = new NumberSet();

/** Marks the words of both sides that the other side has in another position. */
function markMoved(
  { words, query }: Pick<Sent, 'words' | 'query'>,
  stored: readonly SideWord[],
  anchors: readonly Anchor[],
): void {
  FREE_QUERY.clear();
  FREE_FIELD.clear();
  // Anchors are in the order of both sides.
  let next = 0;
  for (let at = 0; at < words.length; at++) {
    if (anchors[next]?.query === at) next += 1;
    else for (const root of words[at]?.roots ?? []) FREE_QUERY.add(root);
  }
  next = 0;
  for (let at = 0; at < stored.length; at++) {
    const word = stored[at] as SideWord; // within bounds
    if (anchors[next]?.field === at) next += 1;
    else FREE_FIELD.add(word.root);
    word.moved = FREE_QUERY.has(word.root);
  }
  for (const [at, word] of query.entries()) {
    word.moved = words[at]?.roots.some((root) => FREE_FIELD.has(root)) ?? false;
  }
}

/** Share of the field's words that the message lacks, between the first and the last shared one. */
function skippedShare(stored: readonly SideWord[], anchors: readonly Anchor[]): number {
  const stretch = stored.slice(anchors[0]?.field, (anchors.at(-1)?.field ?? -1) + 1);
  const count = stretch.filter(({ anchor }) => anchor).length;
  return Math.max(0, 1 - anchors.length / Math.max(1, count));
}

/** Share of the field's common stretch that is shared, ignoring what conflicts replaced. */
function restOf(
  stored: readonly SideWord[],
  anchors: readonly Anchor[],
  conflicts: readonly Conflict[],
): number {
  const replaced = new Set(conflicts.flatMap((conflict) => conflict.field));
  let [whole, kept, next] = [0, 0, 0];
  for (let at = anchors[0]?.field ?? 0; at <= (anchors.at(-1)?.field ?? -1); at++) {
    const isShared = anchors[next]?.field === at;
    if (isShared) next += 1;
    const word = stored[at];
    if (!word?.anchor || replaced.has(at)) continue;
    whole += word.weight;
    if (isShared) kept += word.weight;
  }
  return kept / Math.max(0.001, whole);
}

interface Surroundings {
  shared: number;
  /** Share of the field's words, within the common stretch, that the message lacks. */
  skipped: number;
  /** How closely the message repeats that stretch word for word, 0 to 1. */
  verbatim: number;
  debunks: boolean;
  /** Whether it has other rotating parts: then it is the same scam only in the same institution's name. */
  isCopy: boolean;
}

const LONG_TEXT = 12;
const NOISE = 0.02;
const VERBATIM = 0.8;
const REWRITTEN = 0.9;
const TELLING = 0.3;

function isSwap({ query, field, weight }: Conflict): boolean {
  return query.length === 1 && field.length === 1 && weight >= TELLING;
}

/** Whether a few informative words were replaced, as a name of several words is. */
function isRename({ query, field, weight }: Conflict): boolean {
  return query.length <= LONGEST_NAME && field.length <= LONGEST_NAME && weight >= TELLING;
}

const LONGEST_NAME = 3;

function isGrave(conflict: Conflict, around: Surroundings): boolean {
  const { type, how, grave } = conflict;
  switch (type) {
    case 'negation':
      // A lost "tidak" among other lost words is noise; a denial in a debunk denies the hoax.
      if (how === 'dropped')
        return grave && !(around.shared >= LONG_TEXT && around.skipped >= NOISE);
      return grave && !around.debunks;
    case 'number':
    case 'name':
    case 'place':
      // A new name in a text that is otherwise repeated word for word was inserted.
      return grave || (how === 'added' && around.verbatim >= VERBATIM);
    case 'role':
      return grave;
    case 'other':
      // One informative word swapped in a text that is otherwise repeated: the claim was rewritten.
      return (
        (around.verbatim >= REWRITTEN && isSwap(conflict)) || (around.isCopy && isRename(conflict))
      );
  }
}
