import type { BatchResult } from '../../../ports/fact-check-source.ts';
import {
  type ImportPreview,
  type ImportResult,
  previewImport,
} from '../../../services/fact-checks/import-fact-checks.ts';
import * as imports from '../../../services/fact-checks/submit-import.ts';
import type { Words } from '../../../ui-text/ui-text.ts';
import { html, type Part } from '../../shared/html.ts';
import { fieldOf, type KnownVisit } from '../desk.ts';
import { formField, send } from '../layout.ts';
import { uploadOf } from '../read-upload.ts';

const MOST_PAGES = 20;

/** Reads a file that was brought, and shows what taking it in would do. */
export async function takeFile(visit: KnownVisit): Promise<void> {
  const { desk, request, words } = visit;
  const file = uploadOf(request);
  const { factCheckSource } = desk.deps;
  if (!file || !factCheckSource) return sendImport(visit, words.imports.noFile);
  await show(visit, await factCheckSource.fromFile(file, orgIn(visit)));
}

/** Asks an address once, and shows what taking it in would do. */
export async function takeAddress(visit: KnownVisit): Promise<void> {
  const { desk, request, words } = visit;
  const address = fieldOf(request, 'address').trim().slice(0, 2000);
  const { factCheckSource } = desk.deps;
  if (!factCheckSource || !/^(?:https?:\/\/|google:)/i.test(address)) {
    return sendImport(visit, words.imports.badAddress);
  }
  const asked = Number.parseInt(fieldOf(request, 'pages'), 10) || 1;
  const pages = Math.min(MOST_PAGES, Math.max(1, asked));
  await show(visit, await factCheckSource.fromAddress(address, { org: orgIn(visit), pages }));
}

export async function showPreview(visit: KnownVisit): Promise<void> {
  const { desk, reviewer, response } = visit;
  const { store, clock } = desk.deps;
  const draft = await imports.readDraft(desk.deps, reviewer.id);
  if (!draft) return response.redirect(303, '/review/import');
  const preview = await previewImport({ store, now: clock.now() }, draft.gathered);
  const { waiting } = await imports.partImport(desk.deps, draft.gathered.factChecks);
  sendPreview(visit, draft, { ...preview, waiting: waiting.length });
}

/** Takes in what was seen, and nothing else. */
export async function confirmImport(visit: KnownVisit): Promise<void> {
  const { desk, request, reviewer, words } = visit;
  const at = Number.parseInt(fieldOf(request, 'draft'), 10);
  const confirmed = { reviewer: reviewer.id, by: reviewer.name, at };
  const submitted = await imports.confirmDraft(desk.deps, confirmed);
  if (submitted) sendImported(visit, submitted);
  else sendImport(visit, words.imports.gone);
}

export async function cancelImport({ desk, reviewer, response }: KnownVisit): Promise<void> {
  await imports.deleteDraft(desk.deps, reviewer.id);
  response.redirect(303, '/review/import');
}

async function show(visit: KnownVisit, gathering: BatchResult): Promise<void> {
  const { desk, reviewer, response, words } = visit;
  if (gathering.type === 'refused') return sendImport(visit, words.imports.refused(gathering.why));
  const gathered = await imports.refuseUnknownOrganisations(desk.deps, gathering.gathered);
  const kept = await imports.saveDraft(desk.deps, reviewer.id, gathered);
  if (kept === 'large') return sendImport(visit, words.imports.large);
  response.redirect(303, '/review/import/preview');
}

function orgIn({ request }: KnownVisit): string | undefined {
  return fieldOf(request, 'org').trim().slice(0, 200) || undefined;
}

/** Where fact-checks are brought from: a file, or an address. */
export function sendImport(visit: KnownVisit, alert?: string): void {
  const { words, request } = visit;
  const say = words.imports;
  const org = (id: string) =>
    html`<label for="${id}">${say.org}</label><p class="hint" id="${id}-hint">${say.orgHint}</p>
<input id="${id}" name="org" maxlength="200" aria-describedby="${id}-hint" value="${fieldOf(request, 'org')}">`;
  const body = html`<div class="head"><h1>${say.title}</h1><a class="button" href="/review/sources">${words.sources.title}</a></div>
<p class="hint">${say.hint}</p>
<section class="card"><h2>${say.file}</h2>
<form action="/review/import/file" method="post" enctype="multipart/form-data">${formField(visit)}
<label for="file">${say.choose}</label><p class="hint" id="file-hint">${say.fileHint}</p>
<input id="file" name="file" type="file" required aria-describedby="file-hint" accept=".jsonl,.ndjson,.csv,.json,.jsonld,.xml,.rss,.atom,.html,.htm">
${org('file-org')}<button class="primary">${say.look}</button></form></section>
<section class="card"><h2>${say.address}</h2>
<form action="/review/import/address" method="post">${formField(visit)}
<label for="address">${say.addressLabel}</label><p class="hint" id="address-hint">${say.addressHint}</p>
<input id="address" name="address" required maxlength="2000" inputmode="url" aria-describedby="address-hint" value="${fieldOf(request, 'address')}">
<label for="pages">${say.pages}</label><input id="pages" name="pages" class="brief" inputmode="numeric" value="${fieldOf(request, 'pages') || '1'}" maxlength="2">
${org('address-org')}<button class="primary">${say.look}</button></form></section>`;
  send(visit, { title: say.title, body, alert, place: 'fact-checks' });
}

/** What taking in would do, to be confirmed. */
function sendPreview(
  visit: KnownVisit,
  { at, gathered }: imports.ImportDraft,
  preview: ImportPreview,
) {
  const say = visit.words.imports;
  const changes = preview.new + preview.changed + preview.corrected;
  const body = html`<h1>${say.preview}</h1><p class="source">${say.from}: <strong>${gathered.source}</strong></p>
${preview.citizens > 0 && html`<p class="alert" id="reach">${say.reach(preview.corrected, preview.citizens)}</p>`}
${counts(visit.words, preview)}
${correctionsPart(visit.words, preview)}
${preview.fresh.length > 0 && html`<section class="card"><h2>${say.new(preview.new)}</h2><ul>${preview.fresh.map((title) => html`<li>${title}</li>`)}${preview.new > preview.fresh.length && html`<li class="soft">${say.more(preview.new - preview.fresh.length)}</li>`}</ul></section>`}
${refusedPart(visit.words, preview)}
<div class="actions">${changes > 0 && html`<form action="/review/import/confirm" method="post">${formField(visit)}<input type="hidden" name="draft" value="${at}"><button class="primary">${preview.citizens > 0 ? say.confirmTelling(preview.citizens) : say.confirm}</button></form>`}
<form action="/review/import/cancel" method="post">${formField(visit)}<button>${say.cancel}</button></form></div>`;
  send(visit, { title: say.preview, body, place: 'fact-checks' });
}

function sendImported(
  visit: KnownVisit,
  { report, held, proposed }: imports.ImportSubmitted,
): void {
  const say = visit.words.imports;
  const waits = [...held, ...proposed].length > 0;
  const body = html`<h1>${say.done}</h1>${counts(visit.words, report)}${refusedPart(visit.words, report)}
<p>${waits && html`<a class="button" href="/review/changes">${visit.words.changes.title}</a> `}<a class="button" href="/review/fact-checks">${visit.words.library.title}</a> <a class="button" href="/review/import">${say.another}</a></p>`;
  send(visit, { title: say.done, body, place: 'fact-checks' });
}

/** The counts of an import; of what was refused the number alone counts. */
export function counts(
  { imports: say }: Words,
  report: Omit<ImportResult, 'refused'> & { refused: { length: number } },
): Part {
  const rows = [
    say.new(report.new),
    say.corrected(report.corrected),
    say.changed(report.changed),
    say.same(report.same),
    ...(report.waiting ? [say.waiting(report.waiting)] : []),
    say.refusedRows(report.refused.length),
  ];
  return html`<ul class="counts">${rows.map((row) => html`<li>${row}</li>`)}</ul>`;
}

function correctionsPart({ imports: say, verdict }: Words, preview: ImportPreview): Part {
  if (preview.corrections.length === 0) return undefined;
  const name = (word: string) => (word in verdict ? verdict[word as keyof typeof verdict] : word); // `in` has shown it
  return html`<section class="card"><h2>${say.corrected(preview.corrected)}</h2><p class="hint">${say.correctedHint}</p>
<ul>${preview.corrections.map(({ title, before, after, told }) => html`<li>${title} <span class="soft">${before === after ? say.wording : `${name(before)} → ${name(after)}`} · ${say.told(told)}</span></li>`)}</ul></section>`;
}

function refusedPart(words: Words, { refused }: Pick<ImportResult, 'refused'>): Part {
  if (refused.length === 0) return undefined;
  const say = words.imports;
  return html`<section class="card"><details><summary>${say.refusedRows(refused.length)}</summary><p class="hint">${say.refusedHint}</p>
<ul>${refused.slice(0, 100).map(({ line, reason }) => html`<li>${say.line(line)}: ${sayReason(words, reason)}</li>`)}</ul></details></section>`;
}

/** A reason in the reader's language, as far as it is one of the usual ones. */
function sayReason({ imports }: Words, reason: string): string {
  return Object.entries(imports.reasons).reduce(
    (text, [english, ours]) => text.replace(english, ours),
    reason.slice(0, 400),
  );
}
