import { countShared } from './count-shared.ts';
import type { CandidateFinder } from './find-candidates.ts';
import { nameKind } from './gazetteer.ts';
import type { MatchIndex } from './match-index.ts';
import { listed } from './plain-words.ts';
import type { QueryWord } from './read-query.ts';
import { stem } from './stem.ts';
import lists from './subjects.json' with { type: 'json' };
import { isTelling } from './tellingness.ts';
import { weighStored } from './weigh.ts';

/** Finds documents on a message's topic, whatever they claim: their titles visibly share its subject. Among equals the newest leads. */
export function findRelated(
  library: MatchIndex,
  finder: CandidateFinder,
  words: readonly QueryWord[],
): string[] {
  const topic = topicOf(library, words);
  if (topic.size < 2) return [];
  const about = [...topic.values()].map(({ word }) => word);
  const near = finder.find(about, MOST_CANDIDATES).map((slot) => ({
    slot,
    day: library.heads.dayOf(slot),
    ...compareDocument(library, topic, slot),
  }));
  const closest = Math.max(0, ...near.map(({ closeness }) => closeness));
  if (closest < LEAST_CLOSENESS) return [];
  const found = near
    .filter(({ closeness }) => closeness >= Math.max(LEAST_CLOSENESS, closest * CLOSE_SHARE))
    .sort((a, b) => b.day - a.day || b.closeness - a.closeness);
  const isFirst = ({ roots }: { closeness: number; roots: ReadonlySet<number> }, at: number) =>
    !found.slice(0, at).some((other) => areTwins(roots, other.roots));
  return found
    .filter(isFirst)
    .slice(0, MOST_RELATED)
    .flatMap(({ slot }) => library.heads.idOf(slot) ?? []);
}

const MOST_CANDIDATES = 48;
const MOST_RELATED = 4;
const LEAST_CLOSENESS = 1.15;
/** Share of the closest title's closeness that others need; of those the newest is of most use. */
const CLOSE_SHARE = 0.7;

/** What a word says of a topic: its subject, who or where, a rare name, or something about it. */
type Part = 'subject' | 'name' | 'place' | 'rare' | 'detail';

interface TopicWord {
  word: QueryWord;
  part: Part;
  at: number;
  isDecisive: boolean;
}

/** The message's words about a topic, by their root in the store. */
function topicOf(library: MatchIndex, words: readonly QueryWord[]): Map<number, TopicWord> {
  const capitals = words.filter(({ written }) => CAPITALISED.test(written)).length;
  const topic = new Map<number, TopicWord>();
  for (const [at, word] of words.entries()) {
    const [root] = word.roots;
    if (root === undefined || topic.has(root)) continue;
    if (!word.known || word.weightless || !isTelling(word.text)) continue;
    const mayBeName = capitals < FEW_CAPITALS || CAPITALISED.test(word.written);
    const stored = library.vocabulary.textOf(root);
    const part = partOf(word, stored, mayBeName && library.size >= LARGE);
    if (part) topic.set(root, { word, part, at, isDecisive: DECISIVE.has(stored) });
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

function partOf({ text, weight }: QueryWord, root: string, mayBeName: boolean): Part | undefined {
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
const EVERYWHERE = listed(lists.everywhere);

function rootsOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' ').map(stem));
}

/** Compares with a topic a document's title, which is all that a citizen sees of it, and what else it tells. */
function compareDocument(library: MatchIndex, topic: ReadonlyMap<number, TopicWord>, slot: number) {
  const [title, end] = library.shelf.fieldRange(slot);
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
  const isOnlyDetails = shared.every(({ part }) => part === 'detail');
  const beyond = isOnlyDetails ? 0 : weighBeyond(library, topic, { title, end, roots });
  const all = sum([...topic.values()].map(({ word }) => word.weight));
  return { roots, closeness: closenessOf(shared, { whole, all, beyond }) };
}

/** Weight of the topic's words in the claim and the narratives that the title lacks. */
function weighBeyond(
  library: MatchIndex,
  topic: ReadonlyMap<number, TopicWord>,
  { title, end, roots }: { title: number; end: number; roots: ReadonlySet<number> },
): number {
  const found = new Set<number>();
  for (let field = title + 1; field < end; field++) {
    if (library.shelf.kindOf(field) === 'summary') continue;
    for (const stored of library.shelf.wordsOf(field)) {
      const root = library.vocabulary.rootOf(stored);
      if (topic.has(root) && !roots.has(root)) found.add(root);
    }
  }
  return sum([...found].map((root) => topic.get(root)?.word.weight ?? 0));
}

/** Weighs what is shared; `whole` is the weight of the title, `all` that of the topic. */
function closenessOf(
  shared: readonly TopicWord[],
  { whole, all, beyond }: { whole: number; all: number; beyond: number },
): number {
  const weights = (part: Part) =>
    shared.filter((each) => each.part === part).map(({ word }) => word.weight);
  const [subjects, details] = [weights('subject'), weights('detail')];
  const names = weighNames(shared);
  const place = Math.max(0, ...weights('place'));
  const decisive = shared.filter(({ isDecisive }) => isDecisive).length;
  const halves =
    details.length + Math.min(1, decisive) + Math.min(2, Math.floor(beyond / TELLS_MORE));
  const parts = subjects.length + names.length + Math.ceil(place) + halves / 2;
  const weight = sum(shared.map(({ word }) => word.weight));
  const [share, ofTopic] = [weight / Math.max(0.001, whole), weight / Math.max(0.001, all)];
  const isNamed =
    subjects.length > 0 || names.length < weights('name').length + weights('rare').length;
  const isMost = isNamed && weight >= MUCH && ofTopic >= MOST;
  const isClear = isMost || (subjects.length > 0 ? parts >= 2 : names.length >= 2 && parts >= 3);
  if (!isClear || share < (beyond < TELLS_MORE ? LEAST_SHARE : LEAST_SHARE_OF_MORE)) return 0;
  const said = sum(subjects) + 0.4 * decisive + 0.8 * sum(names) + 0.9 * place;
  return (said + 0.4 * sum(details) + 0.3 * Math.min(3, beyond)) * (0.5 + share + ofTopic / 2);
}

/** Weight and share of a topic with a subject or a full name that make it the same, whatever the rest is. */
const MUCH = 1.2;
const MOST = 0.42;
/** A title that is mainly about something else only mentions the topic. */
const LEAST_SHARE = 0.3;
/** From this weight on, what a document tells beyond its title counts too. */
const TELLS_MORE = 1.2;
const LEAST_SHARE_OF_MORE = 0.22;

/** Names with what they weigh; words next to each other in the message are one name. */
function weighNames(shared: readonly TopicWord[]): number[] {
  const words = shared
    .filter(({ part }) => part === 'name' || part === 'rare')
    .sort((a, b) => a.at - b.at);
  const names: number[] = [];
  for (const [n, { word, at }] of words.entries()) {
    const isNext = at - 1 === words[n - 1]?.at;
    const before = isNext ? (names.pop() ?? 0) : 0;
    names.push(Math.max(word.weight, before) + 0.3 * Math.min(word.weight, before));
  }
  return names;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

const TWIN_SHARE = 0.6;

function areTwins(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  return countShared(left, right) >= TWIN_SHARE * Math.min(left.size, right.size);
}
