import { partnerStatuses, standings } from '../../../domain/partners/referral.ts';
import { audit } from '../../../services/accounts/audit.ts';
import { findOrganisation, organisationOf } from '../../../services/organisations/organisations.ts';
import { handleReferral } from '../../../services/partners/handle-referral.ts';
import { type Answered, answerReferral } from '../../../services/partners/refer-case.ts';
import {
  type BoardLine,
  listBoard,
  viewReferral,
} from '../../../services/partners/referral-board.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { type Html, html } from '../../shared/html.ts';
import { urgencyMark } from '../case/urgency-buttons.ts';
import type { KnownVisit } from '../desk.ts';
import { send, sendMissing } from '../layout.ts';
import { fieldOf, formIn, partOf } from '../read-form.ts';
import { referralPage } from './referral-page.ts';

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
  const body = referralPage(visit, entry, await colleaguesOf(visit, organisation));
  send(visit, { title: entry.reference, body, alert, status, place: 'board' });
}

/** Takes what a partner says, or what somebody at the desk has heard from them. */
export async function takeStatus(visit: KnownVisit): Promise<void> {
  const { desk, request, words } = visit;
  const sight = await sightOf(visit);
  if (sight.type === 'nothing') return showNothing(visit);
  const status = partnerStatuses.find((each) => each === fieldOf(request, 'status'));
  if (!status) return showReferral(visit, { alert: words.problem.text, status: 400 });
  const answered = await answerReferral(desk.deps, {
    ...saidBy(visit, sight),
    status,
    note: fieldOf(request, 'note').slice(0, 2000),
  });
  await tell(visit, answered, words.board.refused);
}

/** Takes a private note, and a partner's own file number and assignee. */
export async function takeHandling(visit: KnownVisit): Promise<void> {
  const { desk, request, words } = visit;
  const sight = await sightOf(visit);
  if (sight.type === 'nothing') return showNothing(visit);
  const given = formIn(request);
  const hasFile = given.seen !== undefined;
  const handled = await handleReferral(desk.deps, {
    ...saidBy(visit, sight),
    ...(hasFile && { caseNumber: given.caseNumber ?? '', assignee: given.assignee ?? '' }),
    seen: given.seen,
    note: given.note,
  });
  await tell(visit, handled, words.handling.refused);
}

function saidBy({ request, reviewer }: KnownVisit, sight: Exclude<Sight, { type: 'nothing' }>) {
  const recordedBy = reviewer.role === 'partner' ? 'partner' : 'post';
  const reference = partOf(request, 'reference');
  return { reference, organisation: organisationIn(sight), by: reviewer.name, recordedBy } as const;
}

async function tell(visit: KnownVisit, answered: Answered, refused: string): Promise<void> {
  if (answered.type === 'unknown') return sendMissing(visit, visit.words.board.missing);
  if (answered.type !== 'done') return showReferral(visit, { alert: refused, status: 409 });
  const path = `/review/board/${encodeURIComponent(answered.referral.reference)}`;
  visit.response.redirect(303, `${path}?done=saved`);
}

/** Names of the accounts among which a partner can assign a referral. */
async function colleaguesOf(
  { desk }: KnownVisit,
  organisation: string | undefined,
): Promise<string[]> {
  if (organisation === undefined) return [];
  const members = (await findOrganisation(desk.deps, organisation))?.members ?? [];
  const accounts = await Promise.all(members.map((id) => desk.gate.store.reviewers.get(id)));
  return accounts.flatMap((each) => (each && !each.isDisabled ? each.name : []));
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

/** All that was passed on, in the order in which it needs somebody; nothing of what citizens wrote. */
function boardPage(visit: KnownVisit, lines: readonly BoardLine[]): Html {
  const say = visit.words.board;
  const isUrgent = (line: BoardLine) => line.urgency !== 'usual' && line.standing !== 'over';
  const urgent = [visit.words.urgency.title, lines.filter(isUrgent)] as const;
  const others = lines.filter((line) => !isUrgent(line));
  const groups = standings.map(
    (name) => [say.standing[name], others.filter(({ standing }) => standing === name)] as const,
  );
  const parts = [urgent, ...groups].map(([title, own]) => {
    if (own.length === 0) return undefined;
    return html`<section class="card"><h2>${title} <span class="count">${own.length}</span></h2>${table(visit, own, title)}</section>`;
  });
  return html`<h1>${say.title}</h1><p class="hint">${say.hint} ${visit.reviewer.role === 'partner' && say.audited}</p>
${lines.length === 0 && html`<div class="empty"><p>${say.nothing}</p></div>`}${parts}`;
}

function table({ words, language }: KnownVisit, lines: readonly BoardLine[], title: string): Html {
  const say = words.board;
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table>
<thead><tr><th>${say.reference}</th><th>${say.statusName}</th><th>${say.organisation}</th><th>${say.threat}</th><th>${say.sent}</th><th>${say.answerBy}</th></tr></thead>
<tbody>${lines.map(
    (line) =>
      html`<tr><td><a href="/review/board/${line.reference}">${line.reference}</a></td><td>${say.status[line.status]}</td><td>${line.name}</td><td>${words.threat[line.threat]}${urgencyMark(words, line.urgency)}</td>
<td class="time">${showTime(line.sentAt, language)}</td><td class="time">${showTime(line.answerBy, language)}</td></tr>`,
  )}</tbody></table></div>`;
}
