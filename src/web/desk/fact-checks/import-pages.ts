import type { ImportDraft } from '../../../services/fact-checks/import-draft.ts';
import type {
  ImportPreview,
  ImportResult,
} from '../../../services/fact-checks/import-fact-checks.ts';
import type { ImportSubmitted } from '../../../services/fact-checks/submit-import.ts';
import type { Words } from '../../../ui-text/ui-text.ts';
import { html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField, send } from '../layout.ts';
import { fieldOf } from '../read-form.ts';

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
  send(visit, { title: say.title, body, alert, status: alert ? 400 : 200, place: 'library' });
}

/** What taking in would do, to be confirmed. */
export function sendPreview(
  visit: KnownVisit,
  { at, gathered }: ImportDraft,
  preview: ImportPreview,
): void {
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
  send(visit, { title: say.preview, body, place: 'library' });
}

/** What was taken in. */
export function sendImported(visit: KnownVisit, { report, held, proposed }: ImportSubmitted): void {
  const say = visit.words.imports;
  const waits = [...held, ...proposed].length > 0;
  const body = html`<h1>${say.done}</h1>${counts(visit.words, report)}${refusedPart(visit.words, report)}
<p>${waits && html`<a class="button" href="/review/changes">${visit.words.changes.title}</a> `}<a class="button" href="/review/fact-checks">${visit.words.library.title}</a> <a class="button" href="/review/import">${say.another}</a></p>`;
  send(visit, { title: say.done, body, place: 'library' });
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
export function sayReason({ imports }: Words, reason: string): string {
  return Object.entries(imports.reasons).reduce(
    (text, [english, ours]) => text.replace(english, ours),
    reason.slice(0, 400),
  );
}
