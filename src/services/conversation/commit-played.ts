import type { TurnCommit } from '../../ports/commit.ts';
import type { Turn } from '../../ports/turn.ts';
import type { ConversationDeps } from './conversation-deps.ts';

type Result = 'committed' | 'stale';

/** Where others open cases so fast that a turn loses to them this often, two cases may come of one claim; the desk is shown both. */
const MOST_LOST = 20;

/**
 * Commits a turn that has been played. One that opens a case, because there was none to join, holds only while there
 * is still none, whichever process has opened one meanwhile; else it is stale, and is played again to join that one.
 */
export async function commitPlayed(
  deps: ConversationDeps,
  turn: Turn,
  commit: TurnCommit,
): Promise<Result> {
  const { store, openCases } = deps;
  if (!commit.changes.some(({ type }) => type === 'open-case')) {
    return store.turns.commitTurn(commit);
  }
  return deps.alone(async () => {
    let seen = turn.casesSeen;
    for (let lost = 0; ; lost += 1) {
      await openCases.follow();
      if (openCases.seen() !== seen && (await isFound(deps, turn))) return 'stale';
      seen = openCases.seen();
      const isLast = lost >= MOST_LOST;
      const casesSeen = isLast ? undefined : seen;
      const result = await store.turns.commitTurn({ ...commit, casesSeen });
      if (result === 'stale' && !isLast && (await hasMoved(deps, seen))) continue;
      if (result === 'committed') await openCases.follow();
      return result;
    }
  });
}

/** Whether something that the turn opens a case for belongs to a case that is there by now. */
async function isFound({ openCases }: ConversationDeps, { opened }: Turn): Promise<boolean> {
  for (const { text, files } of opened) if (await openCases.find(text, files)) return true;
  return false;
}

async function hasMoved(
  { openCases }: ConversationDeps,
  seen: number | undefined,
): Promise<boolean> {
  await openCases.follow();
  return openCases.seen() !== seen;
}
