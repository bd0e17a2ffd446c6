import { createLimit } from '../../ports/concurrency-limit.ts';
import type { ActionDeps } from '../actions/action.ts';
import type { MediaDeps } from '../media/fetch-files.ts';
import type { Typing } from '../messaging/typing.ts';

export interface ConversationDeps extends ActionDeps, MediaDeps {
  /** How often a citizen's turn has failed in a row, by citizen. */
  failures: Map<string, number>;
  /** Runs turns that may end the process one at a time, so that none of them is taken for another. */
  suspects<T>(work: () => Promise<T>): Promise<T>;
  typing: Typing;
  /** Runs what opens a case when nothing else in this process does. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** What a process remembers of turns; nothing is lost when it forgets. */
export function newTurnMemory(): Pick<ConversationDeps, 'failures' | 'suspects' | 'alone'> {
  return { failures: new Map(), suspects: createLimit(1), alone: createLimit(1) };
}
