import { may } from '../../../domain/accounts/permissions.ts';
import { formatDay } from '../../../i18n/format-date.ts';
import { audit } from '../../../services/accounts/audit.ts';
import { searchFactChecks } from '../../../services/cases/search-fact-checks.ts';
import { readCopy } from '../../../services/fact-checks/archive-sources.ts';
import { addClaimFile } from '../../../services/fact-checks/claim-files.ts';
import {
  correctFactCheck,
  retractFactCheck,
} from '../../../services/fact-checks/correct-fact-check.ts';
import { versionsOf } from '../../../services/fact-checks/fact-check-versions.ts';
import { idsOf, listChanges } from '../../../services/fact-checks/proposed-change.ts';
import type { Listed } from '../../../services/fact-checks/public-list.ts';
import type { Submitted } from '../../../services/fact-checks/submit-change.ts';
import { html } from '../../shared/html.ts';
import { sendCsv } from '../../shared/send-csv.ts';
import { verdictBadge } from '../case/case-outcome.ts';
import type { KnownVisit } from '../desk.ts';
import { pager, send, sendMissing } from '../layout.ts';
import { askedFor, fieldOf, partOf, uploadOf } from '../read-form.ts';
import { draftedDecision, typedIn } from '../typed.ts';
import { askToConfirm, toPath, whereItWaits } from './change-parts.ts';
import { sendFactCheck } from './fact-check-page.ts';

const PAGE = 50;

/** The newest fact-checks, or those that fit words: by their meaning first, then by their titles. */
export async function showFactChecks(visit: KnownVisit): Promise<void> {
  const { desk, request } = visit;
  const query = askedFor(request, 'q').trim();
  const all = await desk.factChecks.all();
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const near = query === '' ? [] : await searchFactChecks(desk.deps, { text: query });
  const first = new Set(near.map(({ factCheck }) => factCheck.id));
  const byTitle = all.filter(
    ({ id, title }) => !first.has(id) && words.every((word) => title.toLowerCase().includes(word)),
  );
  const byId = new Map(all.map((listed) => [listed.id, listed]));
  const found = [...[...first].flatMap((id) => byId.get(id) ?? []), ...byTitle];
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const page = Math.min(pages, Math.max(1, Number.parseInt(askedFor(request, 'page'), 10) || 1));
  const shown = found.slice((page - 1) * PAGE, page * PAGE);
  const waiting = (await listChanges(desk.deps)).length;
  sendFactChecks(visit, { query, found: shown, total: found.length, page, pages, waiting });
}

export async function showFactCheck(visit: KnownVisit, alert?: string): Promise<void> {
  const { store } = visit.desk.deps;
  const id = partOf(visit.request, 'id');
  const factCheck = await store.factChecks.get(id);
  if (!factCheck) return sendMissing(visit);
  const told = (await store.ledger.toldOf(id)).length;
  const waiting = await listChanges(visit.desk.deps);
  const isWaiting = waiting.some(({ wanted }) => idsOf(wanted).includes(id));
  const versions = await versionsOf(visit.desk.deps, id);
  sendFactCheck(visit, { factCheck, told, versions, isWaiting, alert });
}

/** Corrects a fact-check; everyone who had the old version is notified. */
export async function takeCorrection(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer, words } = visit;
  const id = partOf(request, 'id');
  const before = await desk.deps.store.factChecks.get(id);
  if (!before) return sendMissing(visit);
  const read = draftedDecision(typedIn(request), words);
  if ('problems' in read) return showFactCheck(visit, read.problems[0]);
  const { noSource: _, ...changes } = read.decision;
  const why = fieldOf(request, 'why').trim().slice(0, 300);
  if (why === '') return showFactCheck(visit, words.problem.reason);
  if (fieldOf(request, 'confirmed') !== 'yes') {
    const wanted = { type: 'correct' as const, id, changes };
    return askToConfirm(visit, { wanted, why, seen: before.version });
  }
  const by = { by: reviewer.name, why, seen: seenIn(visit) };
  const submitted = await correctFactCheck(desk.deps, id, { ...changes, ...by });
  await finish(visit, id, { submitted, news: 'corrected' });
}

/** Withdraws a fact-check; everyone who had it is notified. */
export async function takeRetraction(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer, words } = visit;
  const id = partOf(request, 'id');
  const before = await desk.deps.store.factChecks.get(id);
  if (!before) return sendMissing(visit);
  const reason = fieldOf(request, 'reason').trim().slice(0, 300);
  if (reason === '') return showFactCheck(visit, words.problem.reason);
  if (fieldOf(request, 'confirmed') !== 'yes') {
    const wanted = { type: 'retract' as const, id };
    return askToConfirm(visit, { wanted, why: reason, seen: before.version });
  }
  const by = { reason, by: reviewer.name, seen: seenIn(visit) };
  const submitted = await retractFactCheck(desk.deps, id, by);
  await finish(visit, id, { submitted, news: 'retracted' });
}

/** The version that the reviewer saw before confirming. */
function seenIn({ request }: KnownVisit): number {
  return Number.parseInt(fieldOf(request, 'seen'), 10) || 0;
}

async function finish(
  visit: KnownVisit,
  id: string,
  { submitted, news }: { submitted: Submitted; news: string },
): Promise<void> {
  if (submitted.type === 'refused') {
    return showFactCheck(visit, visit.words.changes.problem[submitted.why]);
  }
  const done = submitted.type === 'same' ? 'same' : news;
  visit.response.redirect(303, whereItWaits(submitted) ?? `${toPath(id)}?done=${done}`);
}

/** Sends the copy of a source as a download that no browser runs. */
export async function sendCopy(visit: KnownVisit): Promise<void> {
  const { desk, request, response } = visit;
  const sha256 = partOf(request, 'sha256');
  const bytes = await readCopy(desk.deps, { id: partOf(request, 'id'), sha256 });
  if (!bytes) return sendMissing(visit, visit.words.case.mediaGone);
  response.type('application/octet-stream').attachment(sha256).send(Buffer.from(bytes));
}

export async function exportFactChecks(visit: KnownVisit): Promise<void> {
  const { desk, response, reviewer } = visit;
  const all = await desk.factChecks.all();
  const details = { factChecks: all.length };
  await audit(desk.gate, { by: reviewer.name, what: 'exported', of: 'fact-checks', details });
  const head = 'id verdict title org published_at version changed_at withdrawn'.split(' ');
  const rows = all.map(
    ({ id, verdict, title, org, publishedAt, version, changedAt, withdrawn }) => {
      const dated = [publishedAt, version, new Date(changedAt).toISOString()];
      return [id, verdict, title, org, ...dated, withdrawn];
    },
  );
  sendCsv(response, 'cek-fakta.csv', [head, ...rows]);
}

/** Takes in a file that an editor brought. */
export async function takeClaimFile(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const id = partOf(request, 'id');
  const upload = uploadOf(request);
  const { files: say } = words.library;
  if (!upload) return showFactCheck(visit, say.none);
  const file = { mime: '', bytes: upload.bytes };
  const added = await addClaimFile(desk.deps, { id, by: reviewer.name, file });
  if (added === 'added') return response.redirect(303, toPath(id));
  if (added === 'held' || added === 'proposed') {
    const done = added === 'held' ? 'held' : 'change-proposed';
    return response.redirect(303, `/review/changes?done=${done}`);
  }
  await showFactCheck(visit, say.problem[added]);
}

interface FactChecksView {
  query: string;
  found: readonly Listed[];
  total: number;
  page: number;
  pages: number;
  waiting: number;
}

/** Sends the page of the fact-checks: a search, and what it found. */
function sendFactChecks(visit: KnownVisit, view: FactChecksView): void {
  const { words, language, reviewer } = visit;
  const { library } = words;
  const body = html`<div class="head"><h1>${library.title} <span class="count">${view.total}</span></h1>
<a class="button" href="/review/changes">${words.changes.title}${view.waiting > 0 && ` (${view.waiting})`}</a>
${may(reviewer.role, 'edit-fact-check') && html`<a class="button" href="/review/new-fact-check">${library.add}</a>`}
${may(reviewer.role, 'import') && html`<a class="button" href="/review/import">${words.imports.title}</a>`}
${may(reviewer.role, 'export') && html`<a class="button" href="/review/fact-checks.csv" download>${library.export}</a>`}</div>
<form class="filter" action="/review/fact-checks" method="get" role="search">
<label class="grow"><span class="unseen">${library.search}</span>
<input id="search" type="search" name="q" value="${view.query}" placeholder="${library.searchHint}" maxlength="2000"></label>
<button>${library.submit}</button></form>
<h2>${view.query === '' ? library.newest : library.found(view.total)}</h2>
${view.found.length === 0 && html`<div class="empty"><p>${library.nothing}</p></div>`}
<ol class="cases">${view.found.map(
    (
      each,
    ) => html`<li class="case"><a class="go" href="${toPath(each.id)}"><span class="claim">${each.title}</span></a>
<p class="state plain">${verdictBadge(words, { verdict: each.verdict, retracted: each.withdrawn })}
<span class="soft">${each.org}${each.publishedAt && ` · ${formatDay(each.publishedAt, language)}`}${each.version > 1 && ` · ${library.version(each.version)}`}</span></p></li>`,
  )}</ol>${pager(visit, view, (page) => addressOf(view, page))}`;
  send(visit, { title: library.title, body, place: 'fact-checks' });
}

function addressOf({ query }: FactChecksView, page: number): string {
  return `/review/fact-checks?${new URLSearchParams({ q: query, page: String(page) })}`;
}
