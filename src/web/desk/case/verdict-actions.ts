import { performCaseAction } from '../../../services/cases/case-actions.ts';
import { previewVerdict } from '../../../services/cases/publish-verdict.ts';
import { describeRefusal } from '../../../ui-text/describe-result.ts';
import { showClock } from '../../../ui-text/format-time.ts';
import { html } from '../../shared/html.ts';
import { fenceOf, fieldOf, type KnownVisit, partOf } from '../desk.ts';
import { decisionOf, draftedDecision, draftOf, typedIn } from '../typed.ts';
import { finish, perform } from './case-actions.ts';
import { previewPart, showCase } from './case-page.ts';
import { showComparison } from './compare.ts';

/** Publishes or proposes what the form says, or shows it again with its faults; nothing typed is lost. */
export async function takeVerdict(visit: KnownVisit): Promise<void> {
  const { request, words } = visit;
  const typed = typedIn(request);
  const read = decisionOf(typed, words);
  if ('problems' in read) {
    const alert = html`<p><strong>${words.problem.title}</strong></p><ul>${read.problems.map((each) => html`<li>${each}</li>`)}</ul>`;
    return showCase(visit, { alert, typed });
  }
  const done = await perform(visit, 'decide', read.decision);
  await finish(visit, 'decide', done, { typed });
}

/** Saves what was typed so far, and extends the lease. */
export async function takeDraft(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words, language } = visit;
  const typed = typedIn(request);
  const on = { ticket: partOf(request, 'ticket'), actor: reviewer, fence: fenceOf(request) };
  const renewed = await performCaseAction(desk.deps, on, { name: 'claim' });
  const isHeld = renewed.type === 'done';
  const done = isHeld ? await perform(visit, 'draft', draftOf(typed)) : renewed;
  if (!isLive(visit)) return finish(visit, 'draft', done, { typed });
  if (done.type !== 'done') {
    response.status(409).json({ alert: describeRefusal(words, done, 'draft') });
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
  else await showCase(visit, { typed, preview });
}

/** Attaches what was compared; where something has to be agreed to yet, the two are shown again. */
export async function attach(visit: KnownVisit): Promise<void> {
  const { request, words } = visit;
  const done = await perform(visit, 'attach');
  if (done.type === 'refused' && (done.why === 'unlike' || done.why === 'differs')) {
    const [factCheck, reason] = [fieldOf(request, 'id'), fieldOf(request, 'reason').slice(0, 300)];
    const alert = words.refusal[done.why];
    return showComparison(visit, { factCheck, alert, status: 409, reason });
  }
  await finish(visit, 'attach', done);
}

/** Whether a script asks, which wants a piece and not a page. */
function isLive({ request }: KnownVisit): boolean {
  return request.get('x-live') === '1';
}
