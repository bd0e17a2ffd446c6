import { lastMonth, readMonth } from '../../../domain/time/month.ts';
import * as records from '../../../services/transparency/monthly-reports.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { html, type Part } from '../../shared/html.ts';
import { sheetOf, sheetParts } from '../../shared/monthly-report/report-sheet.ts';
import { nameMonth, voiceFor } from '../../shared/monthly-report/text.ts';
import { fieldOf, get, type KnownVisit, partOf, post, type Route } from '../desk.ts';
import { formField, send, sendMissing } from '../layout.ts';

const MONTH = '/records/:month';

/** The pages of the monthly reports; editors alone see one before everybody does. */
export const recordRoutes: readonly Route[] = [
  get('/records', 'publish-record', sendRecords),
  get(MONTH, 'publish-record', showRecord),
  post(`${MONTH}/count`, 'publish-record', takeCount),
  post(`${MONTH}/publish`, 'publish-record', takePublication),
  post(`${MONTH}/revise`, 'publish-record', takeRevision),
];

async function showRecord(visit: KnownVisit, alert?: string): Promise<void> {
  const kept = await records.readRecord(visit.desk.deps, partOf(visit.request, 'month'));
  if (kept) sendRecord(visit, kept, alert);
  else if (alert === undefined) sendMissing(visit);
  else await sendRecords(visit, alert);
}

async function takeCount(visit: KnownVisit): Promise<void> {
  const { desk, request, response, words } = visit;
  const month = readMonth(partOf(request, 'month'));
  const kept = month === undefined ? undefined : await records.drawUpRecord(desk.deps, month);
  if (!kept) return sendRecords(visit, words.records.wrong.unknown);
  response.redirect(303, `/review/records/${kept.record.month}`);
}

async function takePublication(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const month = partOf(request, 'month');
  const kept = await records.readRecord(desk.deps, month); // nobody publishes what nobody could read before
  const by = reviewer.name;
  const done = kept ? await records.publishRecord(desk.deps, { month, by }) : 'unknown';
  await answer(visit, done, 'record-published');
}

async function takeRevision(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer } = visit;
  const [month, note] = [partOf(request, 'month'), fieldOf(request, 'note')];
  const revision = { month, by: reviewer.name, note };
  await answer(visit, await records.reviseRecord(desk.deps, revision), 'saved');
}

async function answer(
  visit: KnownVisit,
  change: records.RecordChange,
  done: string,
): Promise<void> {
  const { request, response, words } = visit;
  if (change !== 'done') return showRecord(visit, words.records.wrong[change]);
  response.redirect(303, `/review/records/${partOf(request, 'month')}?done=${done}`);
}

/** The months that were counted, and the one that could be. */
async function sendRecords(visit: KnownVisit, alert?: string): Promise<void> {
  const { desk, words, language } = visit;
  const { store, clock, settings } = desk.deps;
  const say = words.records;
  const all = await records.listRecords({ store });
  const last = lastMonth(clock.now());
  const isCounted = all.some(({ record }) => record.month === last);
  const body = html`<h1>${say.title}</h1><p class="hint">${say.hint}</p>
${!isCounted && html`<form class="card" action="/review/records/${last}/count" method="post">${formField(visit)}<p class="hint">${say.countHint(settings.tipDays)}</p><button class="primary">${say.count(nameMonth(last, language))}</button></form>`}
${all.length === 0 ? html`<p class="soft">${say.none}</p>` : html`<ol class="cases">${all.map((kept) => row(visit, kept))}</ol>`}`;
  send(visit, { title: say.title, body, alert, place: 'records' });
}

function row(
  { words, language }: KnownVisit,
  { record, published, revisions }: records.StoredReport,
) {
  const say = words.records;
  const facts = [
    published && say.publishedBy(published.by, showTime(published.at, language)),
    revisions.length > 0 && say.revised(revisions.length),
  ];
  return html`<li class="case"><a class="go" href="/review/records/${record.month}"><strong class="claim">${nameMonth(record.month, language)}</strong></a>
<p class="state plain"><span class="badge">${published ? say.published : say.draft}</span> <span class="soft">${facts.filter(Boolean).join(' · ')}</span></p></li>`;
}

/** A month as everybody will read it, or reads it already, with what an editor can do. */
function sendRecord(visit: KnownVisit, kept: records.StoredReport, alert?: string): void {
  const { words, language } = visit;
  const say = words.records;
  const voice = voiceFor(language);
  const sheet = sheetOf(voice, kept);
  const { month } = kept.record;
  const body = html`<p class="crumb"><a id="back" href="/review/records">${say.back}</a></p>
${actionPart(visit, kept)}
<article class="record">${sheetParts(voice, sheet)}</article>
${kept.published && html`<p><a class="button" href="/laporan/${month}">${say.publicPage}</a></p>`}`;
  send(visit, { title: sheet.title, body, alert, place: 'records' });
}

function actionPart(
  visit: KnownVisit,
  { record: { month }, published }: records.StoredReport,
): Part {
  const say = visit.words.records;
  if (!published) {
    return html`<form class="card" action="/review/records/${month}/publish" method="post">${formField(visit)}<p class="hint">${say.publishHint}</p><button class="primary">${say.publish}</button></form>`;
  }
  return html`<section class="card"><details><summary>${say.revise}</summary><p class="hint">${say.reviseHint}</p>
<form action="/review/records/${month}/revise" method="post">${formField(visit)}
<label for="note">${say.note}</label><textarea id="note" name="note" rows="4" maxlength="1000" required></textarea>
<button class="primary">${say.revise}</button></form></details></section>`;
}
