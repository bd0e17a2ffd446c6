import type { AppDeps } from '../../src/app/app-deps.ts';
import type { ActorAtCase } from '../../src/services/cases/change-case.ts';
import { compareFactCheck } from '../../src/services/cases/compare-fact-check.ts';
import { attachFactCheck } from '../../src/services/cases/decide-case.ts';

/** Attaches a fact-check as a reviewer does who has seen what differs and says why it fits all the same. */
export async function attachSeen(deps: AppDeps, action: ActorAtCase, id: string) {
  const found = await deps.store.cases.byTicket(action.ticket);
  const compared = found && (await compareFactCheck(deps, found, id));
  const agreed = { confirmed: compared?.key, reason: 'Klaimnya memang sama.' };
  return attachFactCheck(deps, action, id, agreed);
}
