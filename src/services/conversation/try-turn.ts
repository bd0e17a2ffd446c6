import { idle } from '../../engine/conversation.ts';
import type { TurnCommit } from '../../ports/commit.ts';
import { beginTurn } from '../../ports/turn.ts';
import type { TurnState } from '../../ports/turn-state.ts';
import { closeTurn } from './close-turn.ts';
import type { ConversationDeps } from './conversation-deps.ts';

export type Ended =
  | { type: 'rest' }
  | { type: 'hold'; until: number }
  | { type: 'stale' }
  | { type: 'committed'; commit: TurnCommit };

interface Trying {
  citizen: string;
  state: TurnState;
  take(): Promise<Ended>;
}

/** A process can end while many turns are under way; after so many the next attempt is made by itself. */
const SUSPECT_AFTER = 2;
/** Then it is hardly chance. */
const HOPELESS_AFTER = 5;

/** Takes a turn that may never end, as few do; after some attempts their messages are set aside unread. */
export async function tryTurn(deps: ConversationDeps, { citizen, state, take }: Trying) {
  const { turns } = deps.store;
  if (state.pending.length === 0) return take(); // nothing that a stranger wrote is read
  const before = await turns.beginTurn(citizen);
  const isSuspect = before >= SUSPECT_AFTER && before < HOPELESS_AFTER;
  if (!isSuspect) {
    const play = before < HOPELESS_AFTER ? take : () => setAside(deps, citizen, state);
    return endingIt(deps, citizen, play);
  }
  await turns.endTurn(citizen); // while it waits for others, it has not begun
  return deps.suspects(async () => {
    await turns.beginTurn(citizen);
    return endingIt(deps, citizen, take);
  });
}

async function endingIt({ store }: ConversationDeps, citizen: string, take: Trying['take']) {
  let ended: Ended | undefined;
  try {
    ended = await take();
    return ended;
  } finally {
    if (ended?.type !== 'committed') await store.turns.endTurn(citizen); // a commit does so by itself
  }
}

async function setAside(deps: ConversationDeps, citizen: string, start: TurnState): Promise<Ended> {
  const { store, clock, warn } = deps;
  const aside = start.pending.flatMap(({ key, letter }) => (letter.type === 'message' ? key : []));
  const turn = beginTurn(start, { citizen, now: clock.now() });
  turn.utterances.push({ type: 'say', key: 'aside', values: {} });
  turn.conversation = idle;
  const commit = { ...closeTurn(deps, turn, { start, done: aside, due: null }), aside };
  if ((await store.turns.commitTurn(commit)) === 'stale') return { type: 'stale' };
  warn('messages were set aside: reading them has ended the process again and again');
  return { type: 'committed', commit };
}
