import { type Case, decisionSchema } from '../../domain/cases/case.ts';
import { proposeVerdict } from '../../domain/cases/lifecycle.ts';
import type { PublishedFactCheck } from '../../domain/fact-checks/published-fact-check.ts';
import { withWordings } from '../fact-checks/learn-wordings.ts';
import { needsTwo } from '../fact-checks/needs-second-review.ts';
import type { CaseDeps } from './case-deps.ts';
import {
  type ActorAtCase,
  act,
  type CaseUpdate,
  type CaseUpdateResult,
  type Refusal,
} from './change-case.ts';
import { type Agreed, compareFactCheck, doubtOf } from './compare-fact-check.ts';
import { announceVerdict } from './publish-verdict.ts';

/** Settles or proposes to settle a case by a known fact-check; citizens' wordings lead to it once it cannot be undone. */
export async function attachFactCheck(
  deps: CaseDeps,
  action: ActorAtCase,
  id: string,
  agreed: Agreed = {},
): Promise<CaseUpdateResult> {
  await deps.index.follow();
  return act(deps, action, async (found, at) => {
    const compared = await compareFactCheck(deps, found, id);
    if (!compared) return 'no-fact-check';
    const doubt = doubtOf(compared, agreed);
    if (doubt) return doubt;
    const { factCheck: known, score, differences, isUnlike } = compared;
    const details = {
      percent: Math.round(score * 100),
      differences: differences.length,
      ...(isUnlike && { reason: (agreed.reason ?? '').trim().slice(0, 300) }),
    };
    const attach = { id, version: known.version };
    if (!(await needsTwo(deps, { case: found, said: [known], texts: [agreed.reason] }))) {
      return resolve(deps, found, { ...attach, details });
    }
    const proposal = { by: action.reviewer, at, decision: decisionOf(known), attach };
    return { case: proposeVerdict(found, proposal), did: { what: 'proposed', of: known.verdict } };
  });
}

/** The change that settles a case by a fact-check in the version that was seen. */
export async function resolve(
  { store, clock, settings }: Pick<CaseDeps, 'store' | 'clock' | 'settings'>,
  found: Case,
  by: { id: string; version: number; details?: Readonly<Record<string, string | number>> },
): Promise<CaseUpdate | Refusal> {
  const { id, version, details = {} } = by;
  const known = await store.factChecks.get(id);
  if (!known || known.retracted !== undefined || known.version !== version) return 'no-fact-check';
  const tips = await store.cases.tipsOf(found.id);
  const told = announceVerdict({ clock, settings }, found, known);
  const { draft } = found;
  const settled = told.case.undo && draft ? { ...told.case, draft } : told.case;
  const now = clock.now();
  return {
    ...told,
    case: settled,
    factChecks: [told.case.undo ? known : withWordings(known, { found, tips }, { settings, now })],
    did: { what: 'attached', of: id },
    event: {
      what: 'published',
      details: { attached: id.slice(0, 120), before: 'none', verdict: known.verdict, ...details },
    },
  };
}

/** Turns a fact-check into a decision on a case, for a second review. */
function decisionOf({ verdict, title, summary, url }: PublishedFactCheck) {
  const said = decisionSchema.shape.summary.safeParse(summary).data;
  const words = said ?? `Cek fakta: ${title}`.slice(0, 600);
  return { verdict, title, summary: words, ...(url && { url }) };
}
