import { urgencies } from '../../../domain/cases/urgency.ts';
import { partnerStatuses, referableThreats, standings } from '../../../domain/partners/referral.ts';
import { isoOf } from '../../../domain/time/calendar.ts';
import { toLocal } from '../../../domain/time/clock-zone.ts';
import { audit } from '../../../services/accounts/audit.ts';
import { findOrganisation, organisationOf } from '../../../services/organisations/organisations.ts';
import { noteCustody } from '../../../services/partners/evidence-vault.ts';
import { handleReferral } from '../../../services/partners/handle-referral.ts';
import { type Answered, answerReferral } from '../../../services/partners/refer-case.ts';
import {
  type BoardLine,
  listBoard,
  viewReferral,
} from '../../../services/partners/referral-board.ts';
import { auditPage, readPage } from '../../../services/partners/referral-pages.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { sendPage } from '../../shared/send-file.ts';
import { urgencyMark } from '../case/case-outcome.ts';
import {
  askedFor,
  fieldOf,
  formIn,
  get,
  type KnownVisit,
  partOf,
  post,
  type Route,
} from '../desk.ts';
import { send, sendMissing } from '../layout.ts';
import { referralPage, sendEvidence } from './referral-page.ts';

const REFERRAL = '/board/:reference';

/** The partners' board; a part of the one table. */
export const boardRoutes: readonly Route[] = [
  get('/board', 'see-board', onBoard(showBoard)),
  get('/board/export.json', 'see-board', onBoard(exportBoard('json'))),
  get('/board/export.csv', 'see-board', onBoard(exportBoard('csv'))),
  get(REFERRAL, 'see-board', onBoard(showReferral)),
  get(`${REFERRAL}/files/:token`, 'see-board', onBoard(sendEvidence)),
  post(`${REFERRAL}/status`, 'answer-referral', onBoard(takeStatus)),
  post(`${REFERRAL}/handling`, 'answer-referral', onBoard(takeHandling)),
];

/** What somebody does at the board; partners see what went to their own organisation, the desk (undefined) all. */
type BoardAct = (visit: KnownVisit, organisation: string | undefined) => Promise<void>;

/** Lets an account act for the organisation that it belongs to. */
export function onBoard(act: BoardAct): (visit: KnownVisit) => Promise<void> {
  return async (visit) => {
    const { desk, reviewer, words } = visit;
    if (reviewer.role !== 'partner') return act(visit, undefined);
    const organisation = await organisationOf(desk.deps, reviewer.id);
    if (organisation?.isActive) return act(visit, organisation.id);
    const { title, homeless, disabled } = words.board;
    const body = html`<h1>${title}</h1><div class="empty"><p>${organisation ? disabled : homeless}</p></div>`;
    send(visit, { title, body, place: 'board' });
  };
}

async function showBoard(visit: KnownVisit, organisation: string | undefined) {
  const lines = await listBoard(visit.desk.deps, organisation);
  const { title } = visit.words.board;
  send(visit, { title, body: boardPage(visit, lines), place: 'board', isWide: true });
}

/** Sends what the filter of the board lets through as a file; that it left the house is written down. */
function exportBoard(kind: 'json' | 'csv'): BoardAct {
  return async (visit, organisation) => {
    const { desk, request, response, reviewer } = visit;
    const lines = await listBoard(desk.deps, organisation);
    const only = lines.filter((line) => isInFilter(visit, line)).map(({ reference }) => reference);
    const after = askedFor(request, 'after');
    const page = await readPage(desk.deps, { organisation, after, only });
    const about = { by: reviewer.name, of: organisation ?? 'all', what: 'board-exported' } as const;
    if (page) await auditPage(desk.deps, page.entries, about);
    sendPage(response, page, kind);
  };
}

/** One referral; that a partner has looked at it is written down. */
async function showReferral(
  visit: KnownVisit,
  organisation: string | undefined,
  { alert, status }: { alert?: string; status?: number } = {},
): Promise<void> {
  const { desk, request, reviewer, words } = visit;
  const entry = await viewReferral(desk.deps, partOf(request, 'reference'), organisation);
  if (!entry) return sendMissing(visit, words.board.missing);
  if (organisation !== undefined) {
    const event = { by: reviewer.name, what: 'referral-viewed', of: entry.reference } as const;
    await audit(desk.gate, { ...event, details: { organisation } });
    const deed = { by: reviewer.name, from: 'partner', what: 'opened' } as const;
    await noteCustody(desk.deps, entry.reference, deed);
  }
  const body = referralPage(visit, entry, await colleaguesOf(visit, organisation));
  send(visit, { title: entry.reference, body, alert, status, place: 'board' });
}

/** Takes what a partner says, or what somebody at the desk has heard from them. */
async function takeStatus(visit: KnownVisit, organisation: string | undefined): Promise<void> {
  const { desk, request, words } = visit;
  const status = partnerStatuses.find((each) => each === fieldOf(request, 'status'));
  if (!status) return showReferral(visit, organisation, { alert: words.problem.text });
  const note = fieldOf(request, 'note').slice(0, 2000);
  const said = { ...saidBy(visit, organisation), status, note };
  const answered = await answerReferral(desk.deps, said);
  if (answered.type === 'done' && fieldOf(request, 'together') === 'yes') {
    const entry = await viewReferral(desk.deps, said.reference, organisation);
    // One that is further along already stays as it is.
    for (const reference of entry?.sameMatter ?? []) {
      await answerReferral(desk.deps, { ...said, reference });
    }
  }
  await tell(visit, { answered, organisation, alert: words.board.refused });
}

/** Takes a private note, and a partner's own file number and assignee. */
async function takeHandling(visit: KnownVisit, organisation: string | undefined): Promise<void> {
  const { seen, note, caseNumber = '', assignee = '', deleted } = formIn(visit.request);
  const file = seen === undefined ? {} : { seen, caseNumber, assignee };
  const said = { ...saidBy(visit, organisation), ...file, note, deleted: deleted === 'yes' };
  const answered = await handleReferral(visit.desk.deps, said);
  await tell(visit, { answered, organisation, alert: visit.words.handling.refused });
}

function saidBy({ request, reviewer }: KnownVisit, organisation: string | undefined) {
  const recordedBy = reviewer.role === 'partner' ? 'partner' : 'post';
  const reference = partOf(request, 'reference');
  return { reference, organisation, by: reviewer.name, recordedBy } as const;
}

type Told = { answered: Answered; organisation: string | undefined; alert: string };

async function tell(visit: KnownVisit, { answered, organisation, alert }: Told) {
  if (answered.type === 'unknown') return sendMissing(visit, visit.words.board.missing);
  if (answered.type !== 'done') return showReferral(visit, organisation, { alert, status: 409 });
  const path = `/review/board/${encodeURIComponent(answered.referral.reference)}`;
  visit.response.redirect(303, `${path}?done=saved`);
}

/** Names of the accounts among which a partner can assign a referral. */
async function colleaguesOf({ desk }: KnownVisit, organisation = ''): Promise<string[]> {
  const members = (await findOrganisation(desk.deps, organisation))?.members ?? [];
  const accounts = await Promise.all(members.map((id) => desk.gate.store.reviewers.get(id)));
  return accounts.flatMap((each) => (each && !each.isDisabled ? each.name : []));
}

const FIELDS = ['urgency', 'standing', 'threat', 'organisation', 'assignee'] as const;
const DAYS = ['from', 'to'] as const;

/** Whether a line passes the filter in the address of the page; its days are those of the user's zone. */
function isInFilter({ request, zone }: KnownVisit, line: BoardLine): boolean {
  const [from, to] = DAYS.map((name) => askedFor(request, name));
  const day = isoOf(toLocal(line.sentAt, zone).day);
  if ((from && day < from) || (to && day > to)) return false;
  return FIELDS.every((name) => ['', line[name]].includes(askedFor(request, name)));
}

/** Shows what was passed on, in the order in which it needs somebody; nothing of what citizens wrote. */
function boardPage(visit: KnownVisit, all: readonly BoardLine[]): Html {
  const say = visit.words.board;
  const lines = all.filter((line) => isInFilter(visit, line));
  const isUrgent = (line: BoardLine) => line.urgency !== 'usual' && line.standing !== 'over';
  const urgent = [visit.words.urgency.title, lines.filter(isUrgent)] as const;
  const others = lines.filter((line) => !isUrgent(line));
  const groups = standings.map(
    (name) => [say.standing[name], others.filter(({ standing }) => standing === name)] as const,
  );
  const parts = [urgent, ...groups].map(([title, own]) => {
    if (own.length === 0) return undefined;
    return html`<section class="card"><h2>${title} <span class="count">${own.length}</span></h2>${table(visit, own, { title, all })}</section>`;
  });
  return html`<div class="toolbar"><h1>${say.title}</h1>${all.length > 0 && filterPart(visit, all)}</div>
<p class="hint">${say.hint} ${visit.reviewer.role === 'partner' && say.audited}</p>
${lines.length === 0 && html`<div class="empty"><p>${all.length > 0 ? say.filter.nothing : say.nothing}</p></div>`}${parts}`;
}

/** Behind one button the filters, and the files with what they let through. */
function filterPart({ request, words }: KnownVisit, all: readonly BoardLine[]): Html {
  const say = words.board;
  const named = (pairs: readonly (readonly [string, string])[]) => [...new Map(pairs)];
  const choices = {
    urgency: urgencies.map((each) => [each, words.urgency.name[each]]),
    standing: standings.map((each) => [each, say.standing[each]]),
    threat: referableThreats.map((each) => [each, words.threat[each]]),
    organisation: named(all.map(({ organisation, name }) => [organisation, name])),
    assignee: named(all.flatMap(({ assignee: each }) => (each ? [[each, each]] : []))),
  };
  const select = (name: (typeof FIELDS)[number]): Part =>
    choices[name].length > 1 &&
    html`<label>${say.filter[name]} <select name="${name}"><option value="">${say.filter.all}</option>${choices[name].map(([value, text]) => html`<option value="${value}"${value === askedFor(request, name) && html` selected`}>${text}</option>`)}</select></label>`;
  const day = (name: (typeof DAYS)[number]) =>
    html`<label>${say.filter[name]} <input type="date" name="${name}" value="${askedFor(request, name)}"></label>`;
  const file = (kind: string) =>
    html`<button formaction="/review/board/export.${kind}">${kind.toUpperCase()}</button>`;
  const isOn = [...FIELDS, ...DAYS].some((name) => askedFor(request, name) !== '');
  return html`<details class="pop"><summary class="button${isOn && ' on'}">${words.queue.filter}</summary><div class="card">
<form class="filters" method="get" action="/review/board">${FIELDS.map(select)}${DAYS.map(day)}
<button class="primary">${words.queue.filter}</button>${['csv', 'json'].map(file)}</form></div></details>
${isOn && html`<a class="button" href="/review/board">${words.queue.clear}</a>`}`;
}

function table(
  { words, language, zone, reviewer }: KnownVisit,
  lines: readonly BoardLine[],
  { title, all }: { title: string; all: readonly BoardLine[] },
): Html {
  const say = words.board;
  const isOwn = reviewer.role === 'partner';
  const matters = Map.groupBy(all, ({ matter }) => matter);
  const together = ({ matter }: BoardLine) =>
    matter && html`<br><span class="soft">${say.together(matters.get(matter)?.length ?? 0)}</span>`;
  const file = ({ caseNumber, assignee }: BoardLine) =>
    [caseNumber, assignee].filter(Boolean).join(' · ');
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="referrals">
<thead><tr><th>${say.reference}</th><th>${say.answerBy}</th><th>${say.statusName}</th><th>${say.threat}</th>${!isOwn && html`<th>${say.organisation}</th>`}<th>${words.handling.file}</th><th class="spare">${say.sent}</th></tr></thead>
<tbody>${lines.map(
    (line) =>
      html`<tr><td><a href="/review/board/${line.reference}">${line.reference}</a>${together(line)}</td><td class="time" data-label="${say.answerBy}">${showTime(line.answerBy, language, zone)}</td><td>${say.status[line.status]}</td><td>${words.threat[line.threat]}${urgencyMark(words, line.urgency)}</td>${!isOwn && html`<td>${line.name}</td>`}<td>${file(line)}</td>
<td class="time spare">${showTime(line.sentAt, language, zone)}</td></tr>`,
  )}</tbody></table></div>`;
}
