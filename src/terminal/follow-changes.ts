import { approveChange, takeBackChange } from '../services/fact-checks/decide-change.ts';
import { previewChange } from '../services/fact-checks/preview-change.ts';
import { listChanges } from '../services/fact-checks/proposed-change.ts';
import type { ConsoleDeps } from './console-deps.ts';
import type { Order, SeenChange } from './desk-state.ts';
import type { News } from './hear-news.ts';

/** Approves a change or takes it back, if that was ordered, and reads all that wait. */
export async function followChanges(
  { deps, reviewer }: { deps: ConsoleDeps; reviewer: string },
  { decide }: Extract<Order, { type: 'changes' }>,
): Promise<News[]> {
  const doing = decide?.event === 'approve' ? approveChange : takeBackChange;
  const decided = decide && (await doing(deps, { id: decide.id, by: reviewer }));
  const changes: SeenChange[] = [];
  for (const change of await listChanges(deps)) {
    changes.push({ change, preview: await previewChange(deps, change.wanted, change.why) });
  }
  return [
    { type: 'changes', changes, refused: decided?.type === 'refused' ? decided.why : undefined },
  ];
}
