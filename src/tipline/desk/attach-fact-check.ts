import { withWordings } from '../fact-checks/learn-wordings.ts';
import type { Tipline } from '../tipline.ts';
import { type Action, act, type Done } from './act-on-case.ts';
import { tellVerdict } from './publish-verdict.ts';

/**
 * Settles a case by a fact-check that exists; the citizens' wordings lead to it as soon as it can no longer be
 * taken back, so that nobody meets by them what was a mistake.
 */
export function attachFactCheck(tipline: Tipline, action: Action, id: string): Promise<Done> {
  const { factChecks, cases } = tipline.store;
  return act(tipline, action, async (found, now) => {
    const known = await factChecks.get(id);
    if (!known || known.retracted !== undefined) return 'no-fact-check';
    const tips = await cases.tipsOf(found.id);
    const told = tellVerdict(tipline, found, known);
    const { draft } = found;
    const settled = told.case.undo && draft ? { ...told.case, draft } : told.case;
    return {
      ...told,
      case: settled,
      factChecks: [told.case.undo ? known : withWordings(known, tips, now)],
      did: { what: 'attached', of: id },
      deed: { what: 'published', details: { attached: id.slice(0, 120) } },
    };
  });
}
