import type { Assessment } from './assess.ts';
import { chooseFusedTier } from './choose-fused-tier.ts';
import { chooseTier } from './choose-tier.ts';
import type { VectorSpace } from './embedder.ts';
import { CandidateFinder } from './find-candidates.ts';
import { type Fused, fuse, type Ranking, supportOf } from './fuse.ts';
import { Library } from './library.ts';
import type { FileHit, Match, MatchDocument, Matcher, MatchResult } from './match.ts';
import { rankPieces } from './rank-pieces.ts';
import { saysSomething } from './says-something.ts';
import { showDifferences } from './show-differences.ts';
import { SnapshotReader } from './snapshot-reader.ts';
import { SnapshotWriter } from './snapshot-writer.ts';
import { withholdFromDebunk } from './withhold-from-debunk.ts';

/** Creates a matcher over documents; add more, with vectors of `space`, or remove some later. */
export function createMatcher(
  documents: Iterable<MatchDocument> = [],
  space?: VectorSpace,
): Matcher {
  const library = new Library(space);
  for (const document of documents) library.put(document);
  return matcherOver(library);
}

/** Opens a snapshot of a matcher; throws SnapshotRefused if it cannot be used. */
export function openMatcher(snapshot: Uint8Array, space?: VectorSpace): Matcher {
  return matcherOver(Library.open(new SnapshotReader(snapshot), space));
}

function matcherOver(library: Library): Matcher {
  const finder = new CandidateFinder(library);
  return {
    put: (document, vector) => library.put(document, vector),
    remove: (id) => library.remove(id),
    snapshot() {
      const writer = new SnapshotWriter();
      library.save(writer);
      return writer.seal();
    },
    get size() {
      return library.size;
    },
    match: (query) => {
      const texts = [query.text, ...(query.read ?? []).map(({ text }) => text)];
      const rankings = rankPieces(library, finder, query);
      const hits = query.hits?.filter(({ id }) => library.has(id)) ?? [];
      const [only] = rankings;
      if (only && rankings.length === 1 && hits.length === 0 && !query.debunks)
        return matchWords(library, only);
      const saysMore = texts.some(saysSomething);
      return matchAll(library, { rankings, hits, saysMore, debunks: query.debunks ?? false });
    },
  };
}

function matchWords(library: Library, { words, ranked }: Ranking): MatchResult {
  const toMatch = ({ id, score, comparison }: Assessment): Match => ({
    id,
    score,
    differences: showDifferences(library, words, comparison),
  });
  return {
    tier: chooseTier(library, ranked),
    matches: ranked.slice(0, MOST_MATCHES).map(toMatch),
  };
}

interface Found {
  rankings: readonly Ranking[];
  hits: readonly FileHit[];
  saysMore: boolean;
  debunks: boolean;
}

function matchAll(library: Library, { rankings, hits, saysMore, debunks }: Found): MatchResult {
  const fused = fuse(rankings, hits).slice(0, MOST_MATCHES);
  const toMatch = (each: Fused): Match => ({
    id: each.id,
    score: each.score,
    differences: each.best
      ? showDifferences(library, each.best.words, each.best.assessment.comparison)
      : [],
    support: supportOf(each),
  });
  const found: MatchResult = {
    tier: chooseFusedTier(library, { rankings, fused, saysMore }),
    matches: fused.map(toMatch),
  };
  return debunks ? withholdFromDebunk(library, found, { rankings, best: fused[0] }) : found;
}

const MOST_MATCHES = 10;
