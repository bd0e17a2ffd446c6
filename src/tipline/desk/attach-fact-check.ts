import { withWordings } from '../fact-checks/learn-wordings.ts';
import type { Tipline } from '../tipline.ts';
import { type Action, act, type Done } from './act-on-case.ts';
import { type Agreed, compareFactCheck, doubtOf } from './compare-fact-check.ts';
import { tellVerdict } from './publish-verdict.ts';

/**
 * Settles a case by a fact-check that exists, if the two agree or the reviewer has agreed to what differs; what
 * citizens wrote leads to it as soon as it can no longer be taken back, so that nobody meets by it what was a mistake.
 */
export async function attachFactCheck(
  tipline: Tipline,
  action: Action,
  id: string,
  agreed: Agreed = {},
): Promise<Done> {
  const { settings } = tipline;
  await tipline.index.follow();
  return act(tipline, action, async (found, now) => {
    const compared = await compareFactCheck(tipline, found, id);
    if (!compared) return 'no-fact-check';
    const doubt = doubtOf(compared, agreed);
    if (doubt) return doubt;
    const { factCheck: known, score, differences, isUnlike } = compared;
    const tips = await tipline.store.cases.tipsOf(found.id);
    const told = tellVerdict(tipline, found, known);
    const { draft } = found;
    const settled = told.case.undo && draft ? { ...told.case, draft } : told.case;
    const details = {
      attached: id.slice(0, 120),
      percent: Math.round(score * 100),
      differences: differences.length,
      ...(isUnlike && { reason: (agreed.reason ?? '').trim().slice(0, 300) }),
    };
    return {
      ...told,
      case: settled,
      factChecks: [
        told.case.undo ? known : withWordings(known, { found, tips }, { settings, now }),
      ],
      did: { what: 'attached', of: id },
      deed: { what: 'published', details },
    };
  });
}
