import type { Tipline } from '../app/context.ts';
import { approveChange, takeBackChange } from '../services/fact-checks/decide-change.ts';
import { previewChange } from '../services/fact-checks/preview-change.ts';
import { listChanges } from '../services/fact-checks/proposed-change.ts';
import type { Order, SeenChange } from './desk-state.ts';
import type { News } from './hear-news.ts';

/** Approves a change or takes it back, if that was ordered, and reads all that wait. */
export async function followChanges(
  { tipline, reviewer }: { tipline: Tipline; reviewer: string },
  { decide }: Extract<Order, { type: 'changes' }>,
): Promise<News[]> {
  const doing = decide?.deed === 'approve' ? approveChange : takeBackChange;
  const decided = decide && (await doing(tipline, { id: decide.id, by: reviewer }));
  const changes: SeenChange[] = [];
  for (const change of await listChanges(tipline)) {
    changes.push({ change, preview: await previewChange(tipline, change.wanted, change.why) });
  }
  return [
    { type: 'changes', changes, refused: decided?.type === 'refused' ? decided.why : undefined },
  ];
}
