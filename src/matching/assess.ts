import { type Comparison, compareField, readSent, type Sent } from './compare-field.ts';
import { countShared } from './count-shared.ts';
import { type Cover, CoverMeter } from './cover.ts';
import type { Vector } from './embedder.ts';
import { byScore, type CandidateFinder, type Ranked } from './find-candidates.ts';
import { type Features, mayBeCopy, rank, sameClaim, sameTopic, toFeatures } from './judge.ts';
import type { MatchIndex } from './match-index.ts';
import type { QueryWord } from './read-query.ts';
import { squareOf } from './vector-shelf.ts';

export interface Assessment {
  slot: number;
  id: string;
  /** Probability that it is the same claim. */
  score: number;
  /** Probability if numbers, names and denials agreed. */
  topic: number;
  rank: number;
  /** After a second look: the score as a copy, and the probability as a retelling. */
  copied?: number;
  retold?: number;
  cover: Cover;
  comparison: Comparison;
  features: Features;
}

/** Message after reading; a vector, if there is one, adds candidates with a similar meaning. */
export interface Reading {
  words: readonly QueryWord[];
  vector?: Vector | undefined;
  /** Whether the words were read from a picture. */
  seen?: boolean | undefined;
  /** Whether candidates are wanted only if one may be answered as a copy. */
  onlyCopies?: boolean | undefined;
}

/** Returns the candidates for a message, best first. */
export function assess(
  library: MatchIndex,
  finder: CandidateFinder,
  { words, vector, seen = false, onlyCopies = false }: Reading,
): Assessment[] {
  const meter = new CoverMeter(library, words);
  const nearness = nearnessTo(library, vector);
  const nearest = new Set(nearness.nearest(MOST_NEAR));
  const measured = [...new Set([...finder.find(words, MOST_CANDIDATES), ...nearest])]
    .map((slot) => meter.measure(slot))
    .sort((a, b) => quickScore(b) - quickScore(a) || compareIds(library, a.slot, b.slot));
  const least = measured[0] ? COMPARED_SHARE * quickScore(measured[0]) : 0;
  const mayLead = (cover: Cover, at: number) =>
    at < LEAST_COMPARED || (at < MOST_COMPARED && quickScore(cover) >= least);
  const covers = measured.filter((cover, at) => nearest.has(cover.slot) || mayLead(cover, at));
  const candidates = withLeads(library, covers);
  const sent = readSent(words, seen);
  const mayCopy = ({ cover, roots, lead }: (typeof candidates)[number]) => {
    const shared = words.filter((word) => word.roots.some((root) => roots.has(root))).length;
    return mayBeCopy(cover, { ...sent, shared }, lead);
  };
  if (onlyCopies && !candidates.some(mayCopy)) return [];
  return candidates
    .map(({ cover, lead }) => {
      const measures = { lead, near: nearness.of(cover.slot) };
      return assessOne(library, sent, { cover, measures });
    })
    .sort((a, b) => b.rank - a.rank || compareAge(library, a, b));
}

const MOST_CANDIDATES = 48;
const MOST_NEAR = 8;
const MOST_COMPARED = 20;
/** Beyond the first six, only what covers the message at least this share as well as the best is compared. */
const [LEAST_COMPARED, COMPARED_SHARE] = [6, 0.4];
const MOST_RIVALS = 4;
const TWIN_SHARE = 0.7;

function quickScore(cover: Cover): number {
  return cover.ofQuery + cover.best.ofField / 2;
}

/** Adds how much more each document covers than the best one with another claim. */
function withLeads(library: MatchIndex, covers: readonly Cover[]) {
  const all = covers.map((cover) => ({ cover, roots: rootsOf(library, cover.best.field) }));
  const first = all.slice(0, MOST_RIVALS);
  return all.map((each) => {
    const rival = first.find((other) => other !== each && !areTwins(each.roots, other.roots));
    return { ...each, lead: each.cover.ofQuery - (rival?.cover.ofQuery ?? 0) };
  });
}

/** Whether two fields have nearly the same words. */
function areTwins(left: ReadonlySet<number>, right: ReadonlySet<number>): boolean {
  const shared = countShared(left, right);
  return shared >= TWIN_SHARE * Math.min(left.size, right.size) && shared > 0;
}

function rootsOf(library: MatchIndex, field: number): Set<number> {
  const roots = new Set<number>();
  for (const word of library.shelf.wordsOf(field)) roots.add(library.vocabulary.rootOf(word));
  return roots;
}

function assessOne(
  library: MatchIndex,
  sent: Sent,
  { cover, measures }: { cover: Cover; measures: { lead: number; near: number } },
): Assessment {
  const comparison = compareField(library, sent, cover.best.field);
  const features = toFeatures(cover, comparison, measures);
  const id = library.heads.idOf(cover.slot) ?? '';
  const judged = { score: sameClaim(features), topic: sameTopic(features), rank: rank(features) };
  return { slot: cover.slot, id, ...judged, cover, comparison, features };
}

function compareIds(library: MatchIndex, a: number, b: number): number {
  return (library.heads.idOf(a) ?? '') < (library.heads.idOf(b) ?? '') ? -1 : 1;
}

/** Sorts the newest first, so that the latest of several fact-checks of one claim wins. */
function compareAge(library: MatchIndex, a: Assessment, b: Assessment): number {
  const newer = library.heads.dayOf(b.slot) - library.heads.dayOf(a.slot);
  if (newer !== 0) return newer;
  return a.id < b.id ? -1 : 1;
}

/** Measures the semantic similarity of documents to one message; without a vector, none is near. */
function nearnessTo(library: MatchIndex, vector: Vector | undefined) {
  const message = library.vectors.shrink(vector);
  const square = squareOf(message);
  /** The cosine between document and message, or 0 if one has no vector. */
  const of = (slot: number) => library.vectors.nearness(slot, message, square);
  const nearest = (most: number): number[] => {
    if (square === 0) return [];
    const best: Ranked[] = [];
    for (const slot of library.vectors.shortlist(message)) {
      const score = of(slot);
      if (score <= 0 || score < (best[most - 1]?.score ?? 0)) continue;
      const id = library.heads.idOf(slot);
      if (id === undefined) continue;
      best.push({ slot, score, id });
      best.sort(byScore).splice(most);
    }
    return best.map(({ slot }) => slot);
  };
  return { of, nearest };
}
