import type { CandidateFinder } from './find-candidates.ts';
import { nameKind } from './gazetteer.ts';
import type { MatchIndex } from './match-index.ts';
import type { QueryWord } from './read-query.ts';
import { stem } from './stem.ts';
import lists from './subjects.json' with { type: 'json' };
import { isTelling } from './tellingness.ts';
import { weighStored } from './weigh.ts';

/**
 * Finds documents on the topic of a message, whatever they claim: those whose titles visibly share
 * its subject. The newest of the closest come first, near twins once.
 */
export function findRelated(
  library: MatchIndex,
  finder: CandidateFinder,
  words: readonly QueryWord[],
): string[] {
  const topic = topicOf(library, words);
  if (topic.size < 2) return [];
  const near = finder
    .find(
      [...topic.values()].flatMap(({ word }) => word),
      MOST_CANDIDATES,
    )
    .map((slot) => ({ slot, ...compareTitle(library, topic, slot) }))
    .filter(({ closeness }) => closeness >= LEAST_CLOSENESS);
  const closest = Math.max(0, ...near.map(({ closeness }) => closeness));
  const isClose = (closeness: number) => closeness >= closest * CLOSE_SHARE;
  const found = near.sort(
    (a, b) =>
      Number(isClose(b.closeness)) - Number(isClose(a.closeness)) ||
      (isClose(a.closeness) ? compareAge(library, a.slot, b.slot) : 0) ||
      b.closeness - a.closeness,
  );
  return withoutTwins(found)
    .slice(0, MOST_RELATED)
    .flatMap(({ slot }) => library.idOf(slot) ?? []);
}

const MOST_CANDIDATES = 48;
const MOST_RELATED = 4;
const LEAST_CLOSENESS = 1;
/** Share of the closest title's closeness from which the newer one is of more use. */
const CLOSE_SHARE = 0.7;

/** What a word says of a topic: its subject, who or where, a rare name, or something about it. */
type Part = 'subject' | 'name' | 'place' | 'rare' | 'detail';

interface TopicWord {
  word: QueryWord;
  part: Part;
}

/** The message's words about a topic, by their root in the store. */
function topicOf(library: MatchIndex, words: readonly QueryWord[]): Map<number, TopicWord> {
  const capitals = words.filter(({ written }) => CAPITALISED.test(written)).length;
  const topic = new Map<number, TopicWord>();
  for (const word of words) {
    const [root] = word.roots;
    if (root === undefined || topic.has(root)) continue;
    if (!word.known || word.weightless || !isTelling(word.text)) continue;
    const mayBeName = capitals < FEW_CAPITALS || CAPITALISED.test(word.written);
    const part = partOf(word, mayBeName && library.size >= LARGE);
    if (part) topic.set(root, { word, part });
  }
  return topic;
}

const CAPITALISED = /^\p{Lu}\p{Ll}/u;
/** A writer who uses more of them writes names with a capital. */
const FEW_CAPITALS = 2;
/** In a smaller store every word is rare. */
const LARGE = 1000;
const RARE = 0.7;
const LEAST_DETAIL = 0.3;

function partOf({ text, weight }: QueryWord, mayBeName: boolean): Part | undefined {
  const root = stem(text);
  if (EVERYWHERE.has(text)) return undefined;
  if (SUBJECTS.has(root)) return 'subject';
  const kind = nameKind(text);
  if (kind) return kind;
  if (mayBeName && weight >= RARE && root === text) return 'rare';
  return weight >= LEAST_DETAIL ? 'detail' : undefined;
}

const SUBJECTS = rootsOf(lists.subjects);
/** Subjects of which one is nearly enough: whatever a title says of them is on the topic. */
const DECISIVE = rootsOf(lists.decisive);
const EVERYWHERE = new Set(lists.everywhere.split(' '));

function rootsOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(stem));
}

interface Compared {
  closeness: number;
  roots: ReadonlySet<number>;
}

/** Compares a document's title, which is all that a citizen sees of it, with a topic. */
function compareTitle(
  library: MatchIndex,
  topic: ReadonlyMap<number, TopicWord>,
  slot: number,
): Compared {
  const [title] = library.shelf.fieldRange(slot);
  const roots = new Set<number>();
  const shared: TopicWord[] = [];
  let whole = 0;
  for (const stored of library.shelf.wordsOf(title)) {
    const root = library.vocabulary.rootOf(stored);
    if (roots.has(root)) continue;
    roots.add(root);
    whole += weighStored(library, stored);
    const known = topic.get(root);
    if (known) shared.push(known);
  }
  return { roots, closeness: closenessOf(shared, whole) };
}

function closenessOf(shared: readonly TopicWord[], whole: number): number {
  const weights = (part: Part) =>
    shared.filter((each) => each.part === part).map(({ word }) => word.weight);
  const [subjects, rare, details] = [weights('subject'), weights('rare'), weights('detail')];
  // Two words of a name, or two names, do not make a topic.
  const name = Math.max(0, ...weights('name'));
  const place = Math.max(0, ...weights('place'));
  const names = Number(name > 0) + Number(place > 0);
  if (subjects.length === 0 && (rare.length === 0 || rare.length + names < 2)) return 0;
  const decisive = shared.filter(({ word }) => DECISIVE.has(stem(word.text))).length;
  const parts =
    subjects.length + names + rare.length + (details.length + Math.min(1, decisive)) / 2;
  const share = sum(shared.map(({ word }) => word.weight)) / Math.max(0.001, whole);
  if (parts < 2 || share < LEAST_SHARE) return 0;
  const told = sum(subjects) + decisive / 4 + 0.8 * (name + sum(rare)) + 0.9 * place;
  return (told + 0.4 * sum(details)) * (0.5 + share);
}

/** A title that is mainly about something else only mentions the topic. */
const LEAST_SHARE = 0.28;

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The newer first; undated ones last. */
function compareAge(library: MatchIndex, a: number, b: number): number {
  const [one, other] = [a, b].map((slot) => library.documentAt(slot)?.publishedAt ?? '');
  if (one === other) return 0;
  return (one ?? '') < (other ?? '') ? 1 : -1;
}

function withoutTwins<T extends Compared>(found: readonly T[]): T[] {
  const kept: T[] = [];
  for (const each of found) {
    if (!kept.some((other) => areTwins(each.roots, other.roots))) kept.push(each);
  }
  return kept;
}

const TWIN_SHARE = 0.6;

function areTwins(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  const shared = [...left].filter((root) => right.has(root)).length;
  return shared >= TWIN_SHARE * Math.min(left.size, right.size);
}
