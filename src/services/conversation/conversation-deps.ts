import { createLimit } from '../../ports/concurrency-limit.ts';
import type { ActionDeps } from '../actions/action.ts';
import type { MediaDeps } from '../media/fetch-files.ts';
import type { Typing } from '../messaging/typing.ts';

/** What takes a turn of a conversation. */
export interface ConversationDeps extends ActionDeps, MediaDeps {
  /** How often a citizen's turn has failed in a row, by citizen. */
  failures: Map<string, number>;
  /** Turns that run one at a time, because one of them may end the process. */
  suspects: { last: Promise<unknown> };
  typing: Typing;
  /** Runs what opens a case when nothing else in this process does. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

/** What a process remembers of turns; nothing is lost when it forgets. */
export function newTurnMemory(): Pick<ConversationDeps, 'failures' | 'suspects' | 'alone'> {
  return { failures: new Map(), suspects: { last: Promise.resolve() }, alone: createLimit(1) };
}
