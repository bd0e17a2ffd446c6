import { hash } from 'node:crypto';
import { keepRecent } from '../../domain/text/keep-recent.ts';
import type { MatchResult } from '../../matching/match.ts';

/** Distinct messages whose results are kept: what travels most comes again within a few hundred. */
const MOST = 500;
const MOST_FATAL = 100;

/** Stands for a question, without its words. */
export function digestOf(question: unknown): string {
  return hash('sha256', JSON.stringify(question), 'base64');
}

/** The results of what was asked last, word for word, until the index changes; the words are not kept. */
export class RecentResults {
  readonly #results = new Map<string, Promise<MatchResult>>();
  /** Questions at which an engine was lost: each would cost the next one, too, whatever changes. */
  readonly #fatal = new Map<string, true>();

  isFatal = (key: string) => this.#fatal.has(key);
  addFatal = (key: string) => keepRecent(this.#fatal, [key, true], MOST_FATAL);

  /** The result for the question of this key, worked out only if it is not among the last; a failure is not kept. */
  answer(key: string, work: () => Promise<MatchResult>): Promise<MatchResult> {
    const result = this.#results.get(key) ?? work();
    result.catch(() => this.#results.delete(key));
    return keepRecent(this.#results, [key, result], MOST);
  }

  clear(): void {
    this.#results.clear();
  }
}
