import {
  addSource,
  listSources,
  makeDue,
  removeSource,
  type Source,
} from '../../../services/fact-checks/sources.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { fieldOf, type KnownVisit, partOf } from '../desk.ts';
import { formField, send } from '../layout.ts';
import { counts } from './import-actions.ts';

/** The sources that are taken in regularly, with what last came of each. */
export async function sendSources(visit: KnownVisit, alert?: string): Promise<void> {
  const { desk, words } = visit;
  const say = words.sources;
  const sources = await listSources(desk.deps);
  const body = html`<div class="head"><h1>${say.title} <span class="count">${sources.length}</span></h1><a class="button" href="/review/import">${words.imports.title}</a></div>
<p class="hint">${say.hint}</p>
${sources.length === 0 && html`<div class="empty"><p>${say.none}</p></div>`}
${sources.map((source) => card(visit, source))}
${addForm(visit)}`;
  send(visit, { title: say.title, body, alert, place: 'fact-checks' });
}

export async function takeSource(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, words } = visit;
  const { wrong } = words.sources;
  const org = fieldOf(request, 'org').trim();
  const hosts = fieldOf(request, 'hosts')
    .split(/[\s,]+/)
    .filter(Boolean);
  const source = fieldOf(request, 'source');
  const everyHours = Number(fieldOf(request, 'every') || Number.NaN);
  const wanted = { hosts, source, everyHours, ...(org && { org }) };
  const added = await addSource(desk.deps, wanted, reviewer.name);
  if (added.type === 'added') return response.redirect(303, '/review/sources?done=saved');
  if (added.type !== 'bad') return sendSources(visit, wrong[added.type]);
  await sendSources(visit, added.field === 'pages' ? words.problem.text : wrong[added.field]);
}

export async function dropSource({ desk, request, response, reviewer }: KnownVisit): Promise<void> {
  await removeSource(desk.deps, partOf(request, 'id'), reviewer.name);
  response.redirect(303, '/review/sources?done=saved');
}

/** Whichever worker looks next takes the source; this page waits for nobody. */
export async function refreshSoon({ desk, request, response }: KnownVisit): Promise<void> {
  const isAsked = await makeDue(desk.deps, partOf(request, 'id'));
  response.redirect(303, `/review/sources?done=${isAsked ? 'fetching' : 'same'}`);
}

function card(visit: KnownVisit, source: Source): Html {
  const { words } = visit;
  const say = words.sources;
  const of = html`<span class="unseen">: ${source.source}</span>`;
  return html`<section class="card"><h2 class="address">${source.source}</h2>
<p class="soft">${[source.org, source.hosts.join(', '), say.everyShort(source.everyHours), say.addedBy(source.addedBy)].filter(Boolean).join(' · ')}</p>
${lastPart(visit, source)}
<div class="actions"><form action="/review/sources/${source.id}/refresh" method="post">${formField(visit)}<button>${say.refresh}${of}</button></form>
<form action="/review/sources/${source.id}/remove" method="post">${formField(visit)}<button class="danger">${say.remove}${of}</button></form></div></section>`;
}

function lastPart({ desk, words, language }: KnownVisit, source: Source): Part {
  const say = words.sources;
  const { last, dueAt, failures, leasedUntil } = source;
  const next = say.next(showTime(dueAt, language));
  if (leasedUntil > desk.deps.clock.now()) return html`<p>${say.running}</p>`;
  if (!last) return html`<p>${say.never}</p>`;
  const at = showTime(last.at, language);
  if (last.error !== undefined) {
    return html`<p class="alert">${say.failed(at, failures)}: <span lang="en">${last.error}</span></p><p class="soft">${next}</p>`;
  }
  const refused = { length: last.refused };
  return html`<p>${say.last(at)}. <span class="soft">${next}</span></p>${counts(words, { ...last, refused })}`;
}

function addForm(visit: KnownVisit): Html {
  const { words, request } = visit;
  const say = words.sources;
  return html`<section class="card"><h2>${say.add}</h2>
<form action="/review/sources" method="post">${formField(visit)}
<label for="source">${words.imports.addressLabel}</label><p class="hint" id="source-hint">${words.imports.addressHint}</p>
<input id="source" name="source" required maxlength="2000" inputmode="url" aria-describedby="source-hint" value="${fieldOf(request, 'source')}">
<label for="every">${say.every}</label><input id="every" name="every" class="brief" inputmode="numeric" required maxlength="3" value="${fieldOf(request, 'every') || '6'}">
<label for="org">${words.imports.org}</label><p class="hint" id="org-hint">${words.imports.orgHint}</p><input id="org" name="org" maxlength="200" aria-describedby="org-hint" value="${fieldOf(request, 'org')}">
<label for="hosts">${say.hosts}</label><p class="hint" id="hosts-hint">${say.hostsHint}</p><input id="hosts" name="hosts" maxlength="2000" aria-describedby="hosts-hint" value="${fieldOf(request, 'hosts')}">
<button class="primary">${say.save}</button></form></section>`;
}
