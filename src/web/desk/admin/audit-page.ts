import type { Verified } from '../../../domain/accounts/audit-event.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import type { Words } from '../../../ui-text/ui-text.ts';
import { html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField, send } from '../layout.ts';
import { askedFor } from '../read-form.ts';

const PAGE = 50;

/** The audit log, the newest first. */
export async function showAudit(visit: KnownVisit, verified?: Part): Promise<void> {
  const { desk, request, words, language } = visit;
  const say = words.audit;
  const before = Number.parseInt(askedFor(request, 'before'), 10);
  const from = Number.isSafeInteger(before) && before > 0 ? before : undefined;
  const entries = await desk.gate.store.audit.list(PAGE, from);
  const oldest = entries.at(-1)?.seq ?? 0;
  const body = html`<div class="head"><h1>${say.title}</h1>
<form action="/review/audit/verify" method="post">${formField(visit)}<button>${say.verify}</button></form></div>
<p class="hint">${say.hint}</p>${verified}
<div class="scroll" tabindex="0" role="region" aria-label="${say.title}"><table>
<thead><tr><th class="number">${say.number}</th><th>${say.at}</th><th>${say.by}</th><th>${say.what}</th><th>${say.of}</th><th>${say.details}</th></tr></thead>
<tbody>${entries.map(
    ({
      seq,
      at,
      by,
      what,
      of,
      details,
    }) => html`<tr><td class="number">${seq}</td><td class="time">${showTime(at, language)}</td><td>${by}</td><td>${isDeed(what, words) ? words.event[what] : what}</td><td>${of}</td>
<td class="soft">${Object.entries(details)
      .map(([name, value]) => `${name}: ${String(value)}`)
      .join(', ')}</td></tr>`,
  )}</tbody></table></div>
${oldest > 1 && html`<p class="pager"><a class="button" href="/review/audit?before=${oldest}">${say.older}</a></p>`}`;
  send(visit, { title: say.title, body, place: 'audit', isWide: true });
}

export async function verifyAudit(visit: KnownVisit): Promise<void> {
  const result = await visit.desk.gate.store.audit.verify();
  await showAudit(visit, verdictOn(visit, result));
}

function verdictOn({ words }: KnownVisit, result: Verified): Part {
  if (result.type === 'sound')
    return html`<p class="news" role="status">${words.audit.sound(result.entries)}</p>`;
  const from = result.type === 'broken' ? result.seq : result.entries + 1;
  return html`<p class="alert" role="alert">${words.audit.broken(from)}</p>`;
}

/** The log may hold what an older or newer Posko wrote. */
function isDeed(what: string, words: Words): what is keyof Words['event'] {
  return Object.hasOwn(words.event, what);
}
