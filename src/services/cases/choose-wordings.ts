import { ownWordings, wordingsFor } from '../fact-checks/learn-wordings.ts';
import type { NewWording } from '../fact-checks/new-wordings.ts';
import type { CaseDeps } from './case-deps.ts';
import { type ActorAtCase, act, type CaseUpdateResult } from './change-case.ts';

/** What a reviewer says of the wordings of a case, by their keys; of the others the rule decides. */
export interface WordingChoice {
  take: readonly string[];
  leave: readonly string[];
}

/** Records which wordings will lead to the verdict, independent of who decides the case. */
export function chooseWordings(
  deps: Pick<CaseDeps, 'store' | 'clock' | 'index'>,
  action: ActorAtCase,
  { take, leave }: WordingChoice,
): Promise<CaseUpdateResult> {
  return act(deps, action, async (found) => {
    const said = new Set([...take, ...leave]);
    const { taken = [], left = [] } = found.wordings ?? {};
    const kept = (keys: readonly string[]) => keys.filter((key) => !said.has(key));
    const wordings = {
      taken: [...kept(taken), ...take].slice(-MOST),
      left: [...kept(left), ...leave.filter((key) => !take.includes(key))].slice(-MOST),
    };
    return { case: { ...found, wordings } };
  });
}

/** As many keys of each kind as a case keeps. */
const MOST = 200;

/** Lists the wordings that a case would add to its own verdict, or to an existing fact-check. */
export async function listWordings(
  { store, settings }: Pick<CaseDeps, 'store' | 'settings'>,
  ticket: string,
  { title, factCheck: id }: { title?: string | undefined; factCheck?: string | undefined } = {},
): Promise<NewWording[]> {
  const found = await store.cases.byTicket(ticket);
  if (!found) return [];
  const asked = { found, tips: await store.cases.tipsOf(found.id) };
  if (id === undefined) return ownWordings(asked, { settings, title });
  const factCheck = await store.factChecks.get(id);
  return factCheck ? wordingsFor(asked, { settings, factCheck }) : [];
}
