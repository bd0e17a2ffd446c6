import { urgencies } from '../../../domain/cases/urgency.ts';
import { referableThreats, standings } from '../../../domain/partners/referral.ts';
import { isoOf } from '../../../domain/time/calendar.ts';
import { toLocal } from '../../../domain/time/clock-zone.ts';
import type { BoardLine } from '../../../services/partners/referral-board.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { urgencyMark } from '../case/urgency-buttons.ts';
import type { KnownVisit } from '../desk.ts';
import { askedFor } from '../read-form.ts';

const FIELDS = ['urgency', 'standing', 'threat', 'organisation', 'assignee'] as const;
const DAYS = ['from', 'to'] as const;

/** Whether a line passes the filter in the address of the page; its days are those of the user's zone. */
export function isInFilter({ request, zone }: KnownVisit, line: BoardLine): boolean {
  const [from, to] = DAYS.map((name) => askedFor(request, name));
  const day = isoOf(toLocal(line.sentAt, zone).day);
  if ((from && day < from) || (to && day > to)) return false;
  return FIELDS.every((name) => ['', line[name]].includes(askedFor(request, name)));
}

/** Shows what was passed on, in the order in which it needs somebody; nothing of what citizens wrote. */
export function boardPage(visit: KnownVisit, all: readonly BoardLine[]): Html {
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
    return html`<section class="card"><h2>${title} <span class="count">${own.length}</span></h2>${table(visit, own, title)}</section>`;
  });
  return html`<h1>${say.title}</h1><p class="hint">${say.hint} ${visit.reviewer.role === 'partner' && say.audited}</p>
${all.length > 0 && filterForm(visit, all)}${lines.length === 0 && html`<div class="empty"><p>${all.length > 0 ? say.filter.nothing : say.nothing}</p></div>`}${parts}`;
}

/** The filters, and the files with what they let through. */
function filterForm({ request, words }: KnownVisit, all: readonly BoardLine[]): Html {
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
    html`<label>${say.filter[name]} <select name="${name}"><option value=""></option>${choices[name].map(([value, text]) => html`<option value="${value}"${value === askedFor(request, name) && html` selected`}>${text}</option>`)}</select></label>`;
  const day = (name: (typeof DAYS)[number]) =>
    html`<label>${say.filter[name]} <input type="date" name="${name}" value="${askedFor(request, name)}"></label>`;
  const file = (kind: string) =>
    html`<button formaction="/review/board/export.${kind}">${kind.toUpperCase()}</button>`;
  return html`<form class="filters" method="get" action="/review/board">${FIELDS.map(select)}${DAYS.map(day)}
<button class="primary">${words.queue.filter}</button>${['csv', 'json'].map(file)}</form>`;
}

function table(
  { words, language, zone, reviewer }: KnownVisit,
  lines: readonly BoardLine[],
  title: string,
): Html {
  const say = words.board;
  const isOwn = reviewer.role === 'partner';
  const file = ({ caseNumber, assignee }: BoardLine) =>
    [caseNumber, assignee].filter(Boolean).join(' · ');
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="referrals">
<thead><tr><th>${say.reference}</th><th>${say.answerBy}</th><th>${say.statusName}</th><th>${say.threat}</th>${!isOwn && html`<th>${say.organisation}</th>`}<th>${words.handling.file}</th><th class="spare">${say.sent}</th></tr></thead>
<tbody>${lines.map(
    (line) =>
      html`<tr><td><a href="/review/board/${line.reference}">${line.reference}</a></td><td class="time">${showTime(line.answerBy, language, zone)}</td><td>${say.status[line.status]}</td><td>${words.threat[line.threat]}${urgencyMark(words, line.urgency)}</td>${!isOwn && html`<td>${line.name}</td>`}<td>${file(line)}</td>
<td class="time spare">${showTime(line.sentAt, language, zone)}</td></tr>`,
  )}</tbody></table></div>`;
}
