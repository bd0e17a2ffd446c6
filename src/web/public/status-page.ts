import { Router } from 'express';
import { toLocal, type Zone, zones } from '../../domain/time/clock-zone.ts';
import { defaultLanguage } from '../../i18n/languages.ts';
import {
  readServiceStatus,
  type ServiceHealth,
  type ServiceStatus,
} from '../../services/duty/service-status.ts';
import { statusWords } from '../../services/duty/status-text.ts';
import { showClockIn, showDayIn, showHour } from '../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../shared/html.ts';
import { readOnce } from '../shared/read-once.ts';
import { layout, type Publisher, publisherOf, setPolicy } from './layout.ts';
import type { PublicDeps } from './public-deps.ts';

const FRESH_MS = 30_000;

/** Serves `/status`, the public health of the tipline; checks at most twice a minute. */
export function statusPage({ deps, url }: { deps: PublicDeps; url: string }): Router {
  const now = () => deps.clock.now();
  const look = readOnce({ freshMs: FRESH_MS, now }, () => readServiceStatus(deps));
  const publisher = publisherOf(deps, url);
  return Router().get('/status', setPolicy, async (request, response) => {
    const zone = zones.find((each) => each === request.query.zona) ?? 'WIB';
    const status = await look('status');
    response
      .set('cache-control', 'public, max-age=60')
      .type('html')
      .send(draw(publisher, { deps, status, zone }).toString());
  });
}

interface Seen {
  deps: PublicDeps;
  status: ServiceStatus;
  zone: Zone;
}

function draw(publisher: Publisher, { deps, status, zone }: Seen): Html {
  const words = statusWords(deps.script, 'id', status);
  const row = (name: string, doing: ServiceHealth, word: string) =>
    html`<div class="doing"><dt>${name}</dt><dd class="badge ${doing}">${word}</dd></div>`;
  return layout(publisher, {
    title: `Status ${publisher.post}`,
    description: 'Apakah posko sedang berjalan, dan kapan ada pemeriksa yang piket.',
    body: html`<h1>Status posko</h1>
<dl class="doings">${row('Menerima pesan', status.receiving, words.receiving)}${row('Menjawab otomatis', status.answering, words.answering)}${row('Memeriksa laporan', status.reviewing, words.reviewing)}</dl>
<p>${words.hours}</p>
${words.times.split('\n').map((line) => html`<p>${line}</p>`)}
${status.open.length > 0 && hoursPart(status, zone)}
<p class="soft">Dilihat ${showDayIn(status.at, zone, defaultLanguage, 'long')} pukul ${showClockIn(status.at, zone, defaultLanguage)} ${zone}. Di WhatsApp, tulis <strong>STATUS POSKO</strong>.</p>`,
  });
}

function hoursPart({ open }: ServiceStatus, zone: Zone): Html {
  const pieces = open.flatMap((span) => byDay(span, zone));
  const days = [...Map.groupBy(pieces, ({ day }) => day).values()];
  return html`<h2>Jam piket pemeriksa (${zone})</h2>
<p>${zones.map((each): Part => (each === zone ? html`<strong>${each}</strong> ` : html`<a class="zone" href="/status?zona=${each}">${each}</a> `))}</p>
<table class="hours"><tbody>${days.map(
    (parts) =>
      html`<tr><th scope="row">${showDayIn(parts[0]?.start ?? 0, zone, defaultLanguage, 'long')}</th><td>${parts.map(({ hours }, at) => html`${at > 0 && html`<br>`}${hours}`)}</td></tr>`,
  )}</tbody></table>`;
}

const DAY = 86_400_000;

/** A span cut at each midnight of a zone. */
function byDay({ start, end }: { start: number; end: number }, zone: Zone) {
  const pieces: { day: number; start: number; hours: string }[] = [];
  for (let from = start; from < end; ) {
    const { day, minute } = toLocal(from, zone);
    const midnight = from - (from % 60_000) - minute * 60_000 + DAY;
    const until = Math.min(end, midnight);
    const to = until === midnight ? '24.00' : showClockIn(until, zone, defaultLanguage);
    pieces.push({ day, start: from, hours: `${showHour(minute, defaultLanguage)}–${to}` });
    from = until;
  }
  return pieces;
}
