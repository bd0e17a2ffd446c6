import { partnerStatuses } from '../../../domain/partners/referral.ts';
import { audit } from '../../../services/accounts/audit.ts';
import { organisationOf } from '../../../services/organisations/organisations.ts';
import { answerReferral } from '../../../services/partners/refer-case.ts';
import { listBoard, viewReferral } from '../../../services/partners/referral-board.ts';
import { html } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { send, sendMissing } from '../layout.ts';
import { fieldOf, partOf } from '../read-form.ts';
import { boardPage, referralPage } from './board-page.ts';

/** Whose referrals somebody sees: partners those of their own organisation, the desk all. */
type Sight = { type: 'all' } | { type: 'own'; organisation: string } | { type: 'nothing' };

/** Shows the referrals that the user may see. */
export async function showBoard(visit: KnownVisit): Promise<void> {
  const sight = await sightOf(visit);
  if (sight.type === 'nothing') return showNothing(visit);
  const lines = await listBoard(visit.desk.deps, organisationIn(sight));
  const { title } = visit.words.board;
  send(visit, { title, body: boardPage(visit, lines), place: 'board', isWide: true });
}

/** One referral; that a partner has looked at it is written down. */
export async function showReferral(
  visit: KnownVisit,
  { alert, status = 200 }: { alert?: string; status?: number } = {},
): Promise<void> {
  const { desk, request, reviewer, words } = visit;
  const sight = await sightOf(visit);
  if (sight.type === 'nothing') return showNothing(visit);
  const organisation = organisationIn(sight);
  const entry = await viewReferral(desk.deps, partOf(request, 'reference'), organisation);
  if (!entry) return sendMissing(visit, words.board.missing);
  if (organisation !== undefined) {
    const event = { by: reviewer.name, what: 'referral-viewed', of: entry.reference } as const;
    await audit(desk.gate, { ...event, details: { organisation } });
  }
  const body = referralPage(visit, entry);
  send(visit, { title: entry.reference, body, alert, status, place: 'board' });
}

/** Takes what a partner says, or what somebody at the desk has heard from them. */
export async function takeStatus(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const sight = await sightOf(visit);
  if (sight.type === 'nothing') return showNothing(visit);
  const status = partnerStatuses.find((each) => each === fieldOf(request, 'status'));
  if (!status) return showReferral(visit, { alert: words.problem.text, status: 400 });
  const reference = partOf(request, 'reference');
  const answered = await answerReferral(desk.deps, {
    reference,
    organisation: organisationIn(sight),
    status,
    note: fieldOf(request, 'note').slice(0, 2000),
    by: reviewer.name,
    recordedBy: reviewer.role === 'partner' ? 'partner' : 'post',
  });
  if (answered.type === 'unknown') return sendMissing(visit, words.board.missing);
  if (answered.type !== 'done') {
    return showReferral(visit, { alert: words.board.refused, status: 409 });
  }
  response.redirect(303, `/review/board/${encodeURIComponent(reference)}?done=saved`);
}

async function sightOf({ desk, reviewer }: KnownVisit): Promise<Sight> {
  if (reviewer.role !== 'partner') return { type: 'all' };
  const organisation = await organisationOf(desk.deps, reviewer.id);
  return organisation ? { type: 'own', organisation: organisation.id } : { type: 'nothing' };
}

function organisationIn(sight: Exclude<Sight, { type: 'nothing' }>): string | undefined {
  return sight.type === 'own' ? sight.organisation : undefined;
}

function showNothing(visit: KnownVisit): void {
  const { title, homeless } = visit.words.board;
  const body = html`<h1>${title}</h1><div class="empty"><p>${homeless}</p></div>`;
  send(visit, { title, body, place: 'board' });
}
