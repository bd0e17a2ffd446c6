import { createHash } from 'node:crypto';
import { keepRecent } from '../../domain/text/keep-recent.ts';
import type { MatchResult } from '../../matching/match.ts';

/** Distinct messages whose results are kept: what travels most comes again within a few hundred. */
const MOST = 500;

/** The results of what was asked last, word for word, until the index changes; the words are not kept. */
export class RecentResults {
  readonly #results = new Map<string, Promise<MatchResult>>();

  /** The result for this question, worked out only if it is not among the last; a failure is not kept. */
  answer(question: unknown, work: () => Promise<MatchResult>): Promise<MatchResult> {
    const key = createHash('sha256').update(JSON.stringify(question)).digest('base64');
    const result = this.#results.get(key) ?? work();
    result.catch(() => this.#results.delete(key));
    return keepRecent(this.#results, [key, result], MOST);
  }

  clear(): void {
    this.#results.clear();
  }
}
