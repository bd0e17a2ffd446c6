import { type Assessment, assess } from './assess.ts';
import { chooseTier } from './choose-tier.ts';
import type { VectorSpace } from './embedder.ts';
import { CandidateFinder } from './find-candidates.ts';
import { Library } from './library.ts';
import type { Match, MatchDocument, Matcher } from './match.ts';
import { readQuery } from './read-query.ts';
import { showDifferences } from './show-differences.ts';
import { SnapshotReader } from './snapshot-reader.ts';
import { SnapshotWriter } from './snapshot-writer.ts';

/** A matcher over the given documents; more can be put, with vectors of `space`, and removed. */
export function createMatcher(
  documents: Iterable<MatchDocument> = [],
  space?: VectorSpace,
): Matcher {
  const library = new Library(space);
  for (const document of documents) library.put(document);
  return matcherOver(library);
}

/** The matcher that a snapshot was taken of; throws SnapshotRefused if the bytes are of no use. */
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
    match(query) {
      const words = readQuery(library, query);
      const ranked = assess(library, finder, {
        words,
        vector: query.vector,
        seen: query.source === 'picture',
      });
      const toMatch = ({ id, score, comparison }: Assessment): Match => ({
        id,
        score,
        differences: showDifferences(library, words, comparison),
      });
      return {
        tier: chooseTier(library, ranked),
        matches: ranked.slice(0, MOST_MATCHES).map(toMatch),
      };
    },
  };
}

const MOST_MATCHES = 10;
