import type { Tipline } from '../tipline.ts';
import { type Action, act, type Done } from './act-on-case.ts';
import { tellVerdict } from './publish-verdict.ts';

/** More wordings than this seldom help to find a fact-check. */
const MOST_WORDINGS = 100;

/** Settles a case by a fact-check that exists; the citizens' wordings lead to it from now on. */
export function attachFactCheck(tipline: Tipline, action: Action, id: string): Promise<Done> {
  const { factChecks, cases } = tipline.store;
  return act(tipline, action, async (found, now) => {
    const known = await factChecks.get(id);
    if (!known || known.retracted !== undefined) return 'no-fact-check';
    const heard = (await cases.tipsOf(found.id)).map(({ text }) => text).filter(Boolean);
    const narratives = [...new Set([...known.narratives, ...heard])].slice(0, MOST_WORDINGS);
    const told = tellVerdict(tipline, found, { ...known, narratives, changedAt: now });
    const details = { attached: id.slice(0, 120) };
    const { draft } = found;
    const settled = told.case.undo && draft ? { ...told.case, draft } : told.case;
    return {
      ...told,
      case: settled,
      what: `attached to ${id}`,
      deed: { what: 'published', details },
    };
  });
}
