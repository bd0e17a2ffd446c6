import { type Assessment, assess } from './assess.ts';
import { chooseTier } from './choose-tier.ts';
import { CandidateFinder } from './find-candidates.ts';
import { Library } from './library.ts';
import { readQuery } from './read-query.ts';
import { showDifferences } from './show-differences.ts';

/** A matcher over the given documents; more can be put and removed at any time. */
export function createMatcher(documents: Iterable<MatchDocument> = []): Matcher {
  const library = new Library();
  const finder = new CandidateFinder(library);
  for (const document of documents) library.put(document);
  return {
    put: (document) => library.put(document),
    remove: (id) => library.remove(id),
    get size() {
      return library.size;
    },
    match(query) {
      const words = readQuery(library, query.text);
      const ranked = assess(library, finder, words);
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

/** What can be matched: a published fact-check, or an open case. */
export interface MatchDocument {
  id: string;
  title: string;
  claim?: string | undefined;
  narratives: readonly string[];
  summary?: string | undefined;
  explanation?: string | undefined;
  publishedAt?: string | undefined;
  verdict?: string | undefined;
}

/** What a citizen sent, as far as it could be read. */
export interface Query {
  text: string;
}

export type DifferenceType = 'number' | 'date' | 'place' | 'name' | 'negation' | 'other';

/** Words that disagree, as people wrote them on each side. */
export interface Difference {
  type: DifferenceType;
  message: readonly string[];
  factCheck: readonly string[];
}

/** A document that may make the same claim; the score is the probability that it does. */
export interface Match {
  id: string;
  score: number;
  differences: readonly Difference[];
}

/** Answer: reply with the verdict. Confirm: ask whether this is meant. None: nothing is known. */
export type Tier = 'answer' | 'confirm' | 'none';

export interface MatchResult {
  tier: Tier;
  /** At most ten, best first; also given when the tier is none. */
  matches: readonly Match[];
}

export interface Matcher {
  put(document: MatchDocument): void;
  remove(id: string): void;
  match(query: Query): MatchResult;
  readonly size: number;
}

const MOST_MATCHES = 10;
