import { saveDraft } from '../../../services/cases/amend-case.ts';
import { attachFactCheck } from '../../../services/cases/attach-fact-check.ts';
import type { Action, Done } from '../../../services/cases/change-case.ts';
import { chooseWordings } from '../../../services/cases/choose-wordings.ts';
import { claim, reply } from '../../../services/cases/decide-case.ts';
import { previewVerdict } from '../../../services/cases/preview-verdict.ts';
import { approve, sendBack } from '../../../services/cases/second-review.ts';
import { takeBack } from '../../../services/cases/undo.ts';
import { showClock } from '../../../ui-text/format-time.ts';
import { html } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { fenceOf, fieldOf, partOf } from '../read-form.ts';
import { decisionOf, draftedDecision, draftOf, typedIn } from '../typed.ts';
import { actionOf } from './case-actions.ts';
import { showComparison } from './compare.ts';
import { complaintOf, finish, previewPart, showCase } from './show-case.ts';
import { choiceIn } from './wordings-part.ts';

/** Publishes or proposes what the form says; what has to be mended is said, and nothing typed is lost. */
export async function takeVerdict(visit: KnownVisit): Promise<void> {
  const { desk, request, words } = visit;
  const typed = typedIn(request);
  const read = decisionOf(typed, words);
  if ('problems' in read) {
    const alert = html`<p><strong>${words.problem.title}</strong></p><ul>${read.problems.map((each) => html`<li>${each}</li>`)}</ul>`;
    return showCase(visit, { alert, status: 400, typed, isAdrift: true });
  }
  const action = { ...actionOf(visit), fence: fenceOf(request) };
  const chosen = await noteChoice(visit, action);
  const done = chosen ?? (await reply(desk.deps, action, read.decision));
  const isOut = done.type === 'done' && done.case.status === 'published';
  await finish(visit, done, { news: isOut ? 'published' : 'proposed', typed });
}

/** Keeps what was typed so far, and the lease with it. */
export async function takeDraft(visit: KnownVisit): Promise<void> {
  const { desk, request, response, words, language } = visit;
  const typed = typedIn(request);
  const action = { ...actionOf(visit), fence: fenceOf(request) };
  const renewed = await claim(desk.deps, action);
  const done: Done =
    renewed.type === 'done' ? await saveDraft(desk.deps, action, draftOf(typed)) : renewed;
  if (!isLive(visit)) return finish(visit, done, { news: 'saved', typed });
  if (done.type !== 'done') {
    response.status(409).json({ alert: complaintOf(words, done) });
    return;
  }
  response.json({ saved: words.case.draftSaved(showClock(desk.deps.clock.now(), language)) });
}

/** Shows the very message that citizens would get. */
export async function showPreview(visit: KnownVisit): Promise<void> {
  const { desk, request, response, words } = visit;
  const typed = typedIn(request);
  const read = draftedDecision(typed, words);
  const found = await desk.deps.store.cases.byTicket(partOf(request, 'ticket'));
  const preview =
    'decision' in read && found
      ? previewPart(visit, await previewVerdict(desk.deps, found, { decision: read.decision }))
      : html`<p>${words.case.previewMissing}</p>`;
  if (isLive(visit)) response.type('html').send(preview.toString());
  else await showCase(visit, { typed, preview, isAdrift: true });
}

/** Attaches what was compared; where something has to be agreed to yet, the two are shown again. */
export async function attach(visit: KnownVisit): Promise<void> {
  const { desk, request, words } = visit;
  const id = fieldOf(request, 'id');
  const reason = fieldOf(request, 'reason').slice(0, 300);
  const agreed = { confirmed: fieldOf(request, 'confirmed'), reason };
  const action = actionOf(visit);
  const chosen = await noteChoice(visit, action);
  const done = chosen ?? (await attachFactCheck(desk.deps, action, id, agreed));
  if (done.type === 'refused' && (done.why === 'unlike' || done.why === 'differs')) {
    const alert = words.refusal[done.why];
    return showComparison(visit, { factCheck: id, alert, status: 409, reason });
  }
  const isOut = done.type === 'done' && done.case.status === 'published';
  await finish(visit, done, { news: isOut ? 'published' : 'proposed' });
}

/** Notes which wordings were ticked; what stood in the way, if anything. */
async function noteChoice(visit: KnownVisit, action: Action) {
  const choice = choiceIn(visit.request);
  if (choice.take.length + choice.leave.length === 0) return undefined;
  const done = await chooseWordings(visit.desk.deps, action, choice);
  return done.type === 'done' ? undefined : done;
}

export async function undo(visit: KnownVisit): Promise<void> {
  await finish(visit, await takeBack(visit.desk.deps, actionOf(visit)), { news: 'undone' });
}

export async function takeApproval(visit: KnownVisit): Promise<void> {
  const shown = fieldOf(visit.request, 'proposedAt');
  const proposedAt = shown === '' ? undefined : Number(shown);
  const done = await approve(visit.desk.deps, { ...actionOf(visit), proposedAt });
  await finish(visit, done, { news: 'published' });
}

export async function returnProposal(visit: KnownVisit): Promise<void> {
  const why = fieldOf(visit.request, 'why').trim().slice(0, 300);
  if (why === '') return showCase(visit, { alert: visit.words.problem.reason, status: 400 });
  const done = await sendBack(visit.desk.deps, actionOf(visit), why);
  await finish(visit, done, { news: 'returned' });
}

/** Whether a script asks, which wants a piece and not a page. */
function isLive({ request }: KnownVisit): boolean {
  return request.get('x-live') === '1';
}
