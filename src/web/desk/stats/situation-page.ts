import { HOUR } from '../../../domain/time/jakarta-day.ts';
import { readMonth, type Span, spanOf } from '../../../domain/time/month.ts';
import { keysOf } from '../../../i18n/keys-of.ts';
import { audit } from '../../../services/accounts/audit.ts';
import { countSituation, type Situation } from '../../../services/situation/count-situation.ts';
import {
  describeSituation,
  type SituationTable,
  situationRows,
} from '../../../ui-text/describe-situation.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { type Html, html } from '../../shared/html.ts';
import { sendCsv } from '../../shared/send-file.ts';
import { askedFor, get, type KnownVisit, partOf, type Route } from '../desk.ts';
import { send, sendMissing } from '../layout.ts';
import { showText } from '../show-text.ts';

const hours = [6, 12, 24, 72] as const;

/** The situation report as a page and as files. */
export const situationRoutes: readonly Route[] = [
  get('/situation', 'see-dashboards', showSituation),
  get('/situation/:kind', 'see-dashboards', sendFile),
];

const files = {
  csv: ({ response, words }: KnownVisit, found: Situation) =>
    sendCsv(response, 'situation.csv', situationRows(found, words)),
  pdf: sendPaper,
  json: ({ response }: KnownVisit, found: Situation) =>
    response.attachment('situation.json').json(found),
} as const;
const kinds = keysOf(files);

async function showSituation(visit: KnownVisit): Promise<void> {
  const { words, request } = visit;
  const say = words.situation;
  const [situation, month] = [await situationOf(visit), askedFor(request, 'month')];
  const query = new URL(request.originalUrl, 'http://desk').search;
  const asked = Number(askedFor(request, 'hours')) || hours[0];
  const body = html`<div class="head"><h1>${say.title}</h1><div class="actions">${kinds.map((each) => html`<a class="button" href="/review/situation/${each}${query}" download>${say[each]}</a>`)}</div></div>
<p>${spanText(visit, situation)}</p><p class="hint">${say.hint}</p>
<form class="search" action="/review/situation" method="get">
<label>${say.span} <select name="hours">${hours.map((each) => html`<option value="${each}"${each === asked && html` selected`}>${say.hours(each)}</option>`)}</select></label>
<label>${say.month} <input name="month" value="${month}" placeholder="2026-11" class="brief"></label>
<button>${say.show}</button></form>
${describeSituation(situation, words).map((table) => tablePart(visit, table))}`;
  send(visit, { title: say.title, body, place: 'situation', isWide: true });
}

/** A table of texts and numbers under a title. */
export function tablePart(
  { words }: KnownVisit,
  { title, heads, rows }: Omit<SituationTable, 'name'>,
): Html {
  const cell = (value: string | number | undefined, at: number) =>
    typeof value === 'string'
      ? html`<td data-label="${heads[at]}">${showText(value)}</td>`
      : html`<td class="number" data-label="${heads[at]}">${value ?? '–'}</td>`;
  return html`<section class="card"><h2>${title}</h2>
${
  rows.length === 0
    ? html`<p class="soft">${words.situation.nothing}</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="stacked">
<thead><tr>${heads.map((head, at) => html`<th scope="col"${typeof rows[0]?.[at] !== 'string' && html` class="number"`}>${head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table></div>`
}</section>`;
}

/** The report as a file; that somebody took it along is written down. */
async function sendFile(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const kind = kinds.find((each) => each === partOf(request, 'kind'));
  if (!kind) return sendMissing(visit);
  const situation = await situationOf(visit);
  await audit(desk.gate, { by: reviewer.name, what: 'exported', of: `situation ${kind}` });
  await files[kind](visit, situation);
}

async function sendPaper(visit: KnownVisit, situation: Situation): Promise<void> {
  const { desk, response, words } = visit;
  const fields = describeSituation(situation, words).flatMap(({ title, heads, rows }) => [
    { label: title, value: rows.length === 0 ? words.situation.nothing : '', isHead: true },
    ...rows.map((row) => ({
      label: row.filter((cell) => typeof cell === 'string').join(' · '),
      value: row
        .map((cell, at) => (typeof cell === 'number' ? `${heads[at]}: ${cell}` : ''))
        .filter((each) => each !== '')
        .join(' · '),
    })),
  ]);
  const title = `${words.situation.title} · ${desk.deps.settings.post}`;
  const notice = spanText(visit, situation);
  const bytes = await desk.printReport({ title, notice, fields });
  response.attachment('situation.pdf').send(Buffer.from(bytes));
}

function spanText({ words, language }: KnownVisit, { span: { since, until } }: Situation): string {
  return words.situation.between(showTime(since, language), showTime(until, language));
}

function situationOf({ desk, request }: KnownVisit): Promise<Situation> {
  return countSituation(desk.deps, spanIn(desk.deps.clock.now(), request));
}

/** The month that was asked for, or else the last hours. */
function spanIn(now: number, request: KnownVisit['request']): Span {
  const month = readMonth(askedFor(request, 'month'));
  if (month !== undefined) return spanOf(month);
  const asked = Number(askedFor(request, 'hours'));
  const span = hours.find((each) => each === asked) ?? hours[0];
  return { since: now - span * HOUR, until: now };
}
