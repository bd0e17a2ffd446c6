import { assess } from './assess.ts';
import { chooseFusedTier, withholdFromDebunk } from './choose-fused-tier.ts';
import { chooseTier, countOffered, needsAsking, spareGenuine } from './choose-tier.ts';
import type { Comparison } from './compare-field.ts';
import type { Conflict } from './conflict.ts';
import type { Vector, VectorSpace } from './embedder.ts';
import { CandidateFinder } from './find-candidates.ts';
import { findRelated } from './find-related.ts';
import { type Fused, fuse, type Ranking, setAsideOther, supportOf } from './fuse.ts';
import type {
  Difference,
  DifferenceType,
  FileHit,
  Match,
  MatchDocument,
  MatchResult,
  Piece,
  Query,
  Tier,
} from './match.ts';
import { type IndexParts, MatchIndex } from './match-index.ts';
import { sharedWords } from './measure-retelling.ts';
import { readManner } from './message-form.ts';
import { saysSomething } from './normalise.ts';
import { rankPassages } from './rank-passages.ts';
import { type QueryWord, readQuery } from './read-query.ts';
import { cutFurniture } from './screenshot/furniture.ts';
import { lookAgain } from './second-look.ts';
import { SnapshotReader, SnapshotWriter } from './snapshot.ts';
import { MONTHS } from './split-words.ts';
import { tellDifference } from './telling-difference.ts';
import { NO_VECTORS } from './vector-shelf.ts';

/** Creates a matcher over documents; add more, with vectors of `space`, or remove some later. */
export function createMatcher(
  documents: Iterable<MatchDocument> = [],
  parts: IndexParts = {},
): Matcher {
  const library = new MatchIndex(parts);
  for (const document of documents) library.put(document);
  return matcherOver(library);
}

/** The matcher that a snapshot was taken of, with vectors of a model's space or whichever is stored; throws SnapshotRefused if the bytes are of no use. */
export function openMatcher(
  snapshot: Uint8Array,
  {
    space = NO_VECTORS,
    ...parts
  }: Omit<IndexParts, 'space'> & {
    space?: VectorSpace | 'stored' | undefined;
  } = {},
): Matcher {
  const library = new MatchIndex(parts);
  return matcherOver(MatchIndex.open(new SnapshotReader(snapshot), library, space));
}

/** Finds the documents that say what a message says. */
export type Matcher = ReturnType<typeof matcherOver>;

function matcherOver(library: MatchIndex) {
  const finder = new CandidateFinder(library);
  return {
    put: (document: MatchDocument, vector?: Vector) => library.put(document, vector),
    remove: (id: string) => library.remove(id),
    /** Sets the vector of a document, if it is still there. */
    putVector: (id: string, vector: Vector) => library.putVector(id, vector),
    /** Leaves every document without a vector, until it gets one of the new space. */
    changeSpace: (space: VectorSpace) => library.changeSpace(space),
    withoutVector: () => library.withoutVector(),
    /** What its vectors are of. */
    get space() {
      return library.vectors.space;
    },
    /** Serialises the matcher; `openMatcher` opens it again. */
    snapshot() {
      const writer = new SnapshotWriter();
      library.save(writer);
      return writer.seal();
    },
    get size() {
      return library.size;
    },
    match: (query: Query) => matchQuery(library, finder, query),
  };
}

function matchQuery(library: MatchIndex, finder: CandidateFinder, query: Query): MatchResult {
  const texts = [query.text, ...(query.read ?? []).map(({ text }) => text)];
  const { rankings, hits } = setAsideOther(
    rankPieces(library, finder, query),
    query.hits?.filter(({ id }) => library.has(id)) ?? [],
  );
  const debunks = query.debunks ?? false;
  const [only] = rankings;
  const found =
    only && rankings.length === 1 && hits.length === 0 && !debunks
      ? matchPlain(library, finder, { query, only, text: texts.join(' ') })
      : matchAll(library, { rankings, hits }, { saysMore: texts.some(saysSomething), debunks });
  const told = addRelated(library, finder, { rankings, found });
  return query.explains ? addShared(library, rankings, told) : told;
}

function addShared(
  library: MatchIndex,
  rankings: readonly Ranking[],
  { matches, ...found }: MatchResult,
): MatchResult {
  const words = rankings.at(-1)?.words ?? [];
  const toExplained = (match: Match): Match => ({
    ...match,
    shared: sharedWords(library, match.id, words),
  });
  return { ...found, matches: matches.map(toExplained) };
}

function matchWords(library: MatchIndex, { ranked, ...read }: Ranking): MatchResult {
  const matches = ranked.slice(0, MOST_MATCHES).map((assessment, at) => {
    const { id, score } = assessment;
    return toMatch(library, { id, score, best: { ...read, assessment } }, at);
  });
  const chosen = chooseTier(library, ranked);
  const isAsked = chosen === 'answer' && needsAsking(library, ranked, read.words);
  const tier = withholdIfTold(isAsked ? 'confirm' : chosen, matches);
  return { tier, matches, ...(tier === 'several' && { offered: countOffered(ranked) }) };
}

/** A difference that a citizen would see also withholds the verdict, however alike the words are. */
function withholdIfTold(tier: Tier, [best]: readonly Match[]): Tier {
  return tier === 'answer' && best?.telling ? 'confirm' : tier;
}

/** Matches typed words alone, and a long text that is not answered as a whole by its passages. */
function matchPlain(
  library: MatchIndex,
  finder: CandidateFinder,
  { query, only, text }: { query: Query; only: Ranking; text: string },
): MatchResult {
  const likely = matchWords(library, only);
  const found = spareGenuine(library, likely, query.text);
  if (query.isWhole || only.source === 'document' || found.tier === 'answer') return found;
  // A genuine offer that is spared gets nothing about the scams that copy it.
  if (found.tier !== likely.tier) return { ...found, related: [] };
  const passages = rankPassages(library, finder, { text, whole: only });
  const sure = passages.filter(({ ranked }) => chooseTier(library, ranked) === 'answer');
  return addPassages(
    found,
    sure.map((each) => matchWords(library, each)),
  );
}

/** Adds what is on the topic of a message for which nothing was found. */
function addRelated(
  library: MatchIndex,
  finder: CandidateFinder,
  { rankings, found }: { rankings: readonly Ranking[]; found: MatchResult },
): MatchResult {
  if (found.tier !== 'none' || found.related) return found;
  const related = findRelated(library, finder, rankings.at(-1)?.words ?? []);
  return related.length === 0 ? found : { ...found, related };
}

/** A claim within a long text is only asked about: the rest of the text may reject or only report it. */
function addPassages(whole: MatchResult, passages: readonly MatchResult[]): MatchResult {
  const found = passages
    .flatMap(({ tier, matches }) => (tier === 'answer' ? matches.slice(0, 1) : []))
    .sort((a, b) => b.score - a.score);
  if (found.length === 0) return whole;
  const matches = [...found, ...whole.matches].filter(
    ({ id }, at, all) => all.findIndex((each) => each.id === id) === at,
  );
  return { tier: 'confirm', matches: matches.slice(0, MOST_MATCHES) };
}

function matchAll(
  library: MatchIndex,
  { rankings, hits }: { rankings: readonly Ranking[]; hits: readonly FileHit[] },
  { saysMore, debunks }: { saysMore: boolean; debunks: boolean },
): MatchResult {
  const fused = fuse(rankings, hits).slice(0, MOST_MATCHES);
  const matches = fused.map((each, at) => ({
    ...toMatch(library, each, at),
    support: supportOf(each),
  }));
  const tier = chooseFusedTier(library, { rankings, fused, saysMore });
  const found: MatchResult = { tier: withholdIfTold(tier, matches), matches };
  return debunks ? withholdFromDebunk(library, found, { rankings, best: fused[0] }) : found;
}

/** Describes a document in its place among the matches; a citizen is told a difference from the best alone. */
function toMatch(
  library: MatchIndex,
  { id, score, best }: Pick<Fused, 'id' | 'score' | 'best'>,
  at: number,
): Match {
  if (!best) return { id, score, differences: [], telling: undefined };
  const { comparison } = best.assessment;
  return {
    id,
    score,
    differences: best.differs ? showDifferences(library, best.words, comparison) : [],
    telling: at === 0 ? tellDifference(library, best, best.assessment) : undefined,
    ...(comparison.rotated.length > 0 && { rotated: comparison.rotated }),
  };
}

const MOST_MATCHES = 10;

/** Ranks documents for each piece of a message's words, and for all pieces together. */
function rankPieces(library: MatchIndex, finder: CandidateFinder, query: Query): Ranking[] {
  const { text, vector, read = [], explains: differs = true } = query;
  const pieces = [{ text }, ...read.map(withoutFurniture)].filter(
    (piece) => piece.text.trim() !== '',
  );
  const rankOf = (piece: Piece): Omit<Ranking, 'source'> => {
    const read = { words: readQuery(library, piece), isSeen: isSeen(piece), differs };
    const { words } = read;
    const ranked = assess(library, finder, { words, vector, seen: read.isSeen });
    if (!library.retells) return { ...read, ranked };
    return {
      ...read,
      ranked: lookAgain(library, { words, manner: readManner(piece.text) }, ranked),
    };
  };
  const rankings: Ranking[] = pieces.map((piece: Piece) => ({
    source: piece.source ?? 'typed',
    ...rankOf(piece),
  }));
  return pieces.length < 2 ? rankings : [...rankings, { source: 'all', ...rankOf(join(pieces)) }];
}

/** A shared handle does not make two pictures similar; in typed text it may be the subject. */
function withoutFurniture(piece: Piece): Piece {
  return isSeen(piece) ? { ...piece, text: cutFurniture(piece.text) } : piece;
}

function isSeen({ source }: Piece): boolean {
  return source === 'picture';
}

/** Joins all pieces; if any was read from a picture, all count as such. */
function join(pieces: readonly Piece[]): Piece {
  return {
    text: pieces.map(({ text }) => text).join('\n'),
    source: pieces.some(isSeen) ? 'picture' : 'typed',
    unsure: pieces.flatMap(({ unsure = [] }) => unsure),
  };
}

/** Returns the conflicts in the words that people wrote, the most informative first. */
function showDifferences(
  library: MatchIndex,
  words: readonly QueryWord[],
  comparison: Comparison,
): Difference[] {
  const shown = comparison.conflicts.filter(
    ({ type, weight }) => type !== 'other' || weight > LEAST_OTHER,
  );
  if (shown.length === 0) return [];
  const stored = library.writtenWords(comparison.field);
  return shown
    .sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type))
    .map((conflict) => ({
      type: typeOf(conflict, words),
      message: wordsOf(
        conflict,
        conflict.query.map((at) => words[at]?.written ?? ''),
      ),
      factCheck: wordsOf(
        conflict,
        conflict.field.map((at) => stored[at] ?? ''),
      ),
      ...(conflict.unsure && { unsure: true }),
    }));
}

const ORDER = ['number', 'name', 'place', 'role', 'negation', 'other'];

const LEAST_OTHER = 0.3;

/** A change of roles is shown as one phrase; other words are listed one by one, each once. */
function wordsOf({ type }: Conflict, written: readonly string[]): string[] {
  if (type !== 'role') return [...new Set(written)];
  return [written.filter((word, at) => word !== written[at - 1]).join(' ')];
}

function typeOf(conflict: Conflict, words: readonly QueryWord[]): DifferenceType {
  const dated = conflict.query.some((at) => {
    const text = words[at]?.text ?? '';
    return (
      MONTHS.includes(words[at + 1]?.text ?? '') ||
      MONTHS.includes(text) ||
      /^(?:19|20)\d\d$/.test(text)
    );
  });
  return conflict.type === 'number' && dated ? 'date' : conflict.type;
}
