import type { Tipline } from '../../src/app/context.ts';
import { attachFactCheck } from '../../src/services/cases/attach-fact-check.ts';
import type { Action } from '../../src/services/cases/change-case.ts';
import { compareFactCheck } from '../../src/services/cases/compare-fact-check.ts';

/** Attaches a fact-check as a reviewer does who has seen what differs and says why it fits all the same. */
export async function attachSeen(tipline: Tipline, action: Action, id: string) {
  const found = await tipline.store.cases.byTicket(action.ticket);
  const compared = found && (await compareFactCheck(tipline, found, id));
  const agreed = { confirmed: compared?.key, reason: 'Klaimnya memang sama.' };
  return attachFactCheck(tipline, action, id, agreed);
}
