import { may } from '../../../domain/accounts/permissions.ts';
import { heldLease } from '../../../domain/cases/lifecycle.ts';
import { type Preview, previewVerdict } from '../../../services/cases/preview-verdict.ts';
import { viewCase } from '../../../services/cases/queue.ts';
import { hasSecond } from '../../../services/fact-checks/has-second-reviewer.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { sendMissing } from '../layout.ts';
import { referralsOf } from '../partners/referrals-part.ts';
import { partOf } from '../read-form.ts';
import { type Typed, typedBefore } from '../typed.ts';
import { sendCase } from './case-page.ts';

/** What is different from plainly looking at a case. */
interface Turnout {
  alert?: Part;
  status?: number;
  typed?: Typed;
  /** Whether what was typed is not with the case. */
  isAdrift?: boolean;
  preview?: Part;
}

/** Shows a case as it is now to whoever asks. */
export async function showCase(visit: KnownVisit, turnout: Turnout = {}): Promise<void> {
  const { desk, reviewer, request } = visit;
  const { deps } = desk;
  const view = await viewCase(deps, partOf(request, 'ticket'));
  if (!view) return sendMissing(visit, visit.words.refusal.unknown);
  const held = heldLease(view.case, deps.clock.now());
  const fence = held?.by === reviewer.name ? held.fence : undefined;
  const { alert, status, typed, isAdrift = false } = turnout;
  const { proposal } = view.case;
  const isLone = proposal && !(await hasSecond(deps.store, proposal.by));
  const preview =
    turnout.preview ??
    (proposal && view.case.status === 'open'
      ? previewPart(visit, await previewVerdict(deps, view.case, proposal))
      : undefined);
  const sheet = { view, fence, typed: typed ?? typedBefore(view.case), isAdrift, preview, isLone };
  const colleagues = await colleaguesOf(visit);
  const referrals = await referralsOf(visit, view);
  sendCase(
    visit,
    { ...sheet, colleagues, referrals },
    { alert, ...(status === undefined ? {} : { status }) },
  );
}

/** The message as a citizen sees it, with its buttons and how long it is. */
export function previewPart({ words }: KnownVisit, { text, choices }: Preview): Html {
  return html`<p class="bubble" lang="id">${text}</p>
<p class="buttons">${choices.map((choice) => html`<span class="reply">${choice}</span> `)}</p>
<p class="hint">${words.case.characters([...text].length)}</p>`;
}

/** Who can be given a case, for those who may give it. */
async function colleaguesOf({ desk, reviewer }: KnownVisit): Promise<string[]> {
  if (!may(reviewer.role, 'hand-over')) return [];
  const all = await desk.gate.store.reviewers.list();
  return all
    .filter(({ isDisabled, role }) => !isDisabled && may(role, 'claim'))
    .map(({ name }) => name);
}
