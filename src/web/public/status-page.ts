import { Router } from 'express';
import { toLocal, type Zone, zones } from '../../domain/time/clock-zone.ts';
import { DAY } from '../../domain/time/jakarta-day.ts';
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
import { type PublicVoice, publicVoice } from './public-words.ts';

const FRESH_MS = 30_000;

/** Serves `/status`, the public health of the tipline; checks at most twice a minute. */
export function statusPage({ deps, url }: { deps: PublicDeps; url: string }): Router {
  const now = () => deps.clock.now();
  const look = readOnce({ freshMs: FRESH_MS, now }, () => readServiceStatus(deps));
  const publisher = publisherOf(deps, url);
  return Router().get('/status', setPolicy, async (request, response) => {
    const zone = zones.find((each) => each === request.query.zona) ?? 'WIB';
    const voice = publicVoice(request.query.bahasa);
    const status = await look('status');
    response
      .set('cache-control', 'public, max-age=60')
      .type('html')
      .send(draw(publisher, { deps, status, zone, voice }).toString());
  });
}

interface Seen {
  deps: PublicDeps;
  status: ServiceStatus;
  zone: Zone;
  voice: PublicVoice;
}

function draw(publisher: Publisher, seen: Seen): Html {
  const { deps, status, zone, voice } = seen;
  const { status: say, language } = voice;
  const words = statusWords(deps.script, language, status);
  const row = (name: string, doing: ServiceHealth, word: string) =>
    html`<div class="doing"><dt>${name}</dt><dd class="badge ${doing}">${word}</dd></div>`;
  return layout(publisher, {
    title: say.title(publisher.post),
    description: say.lead,
    language,
    path: zone === 'WIB' ? '/status' : `/status?zona=${zone}`,
    body: html`<h1>${say.heading}</h1>
<dl class="doings">${row(say.receiving, status.receiving, words.receiving)}${row(say.answering, status.answering, words.answering)}${row(say.reviewing, status.reviewing, words.reviewing)}</dl>
<p>${words.hours}</p>
${words.times.split('\n').map((line) => html`<p>${line}</p>`)}
${status.open.length > 0 && hoursPart(seen)}
<p class="soft">${say.seen(showDayIn(status.at, zone, language, 'long'), `${showClockIn(status.at, zone, language)} ${zone}`)} <strong>${say.command}</strong>.</p>`,
  });
}

function hoursPart({ status, zone, voice }: Seen): Html {
  const pieces = status.open.flatMap((span) => byDay(span, zone, voice));
  const days = [...Map.groupBy(pieces, ({ day }) => day).values()];
  return html`<h2>${voice.status.hours(zone)}</h2>
<p>${zones.map((each): Part => (each === zone ? html`<strong>${each}</strong> ` : html`<a class="zone" href="${voice.to(`/status?zona=${each}`)}">${each}</a> `))}</p>
<table class="hours"><tbody>${days.map(
    (parts) =>
      html`<tr><th scope="row">${showDayIn(parts[0]?.start ?? 0, zone, voice.language, 'long')}</th><td>${parts.map(({ hours }, at) => html`${at > 0 && html`<br>`}${hours}`)}</td></tr>`,
  )}</tbody></table>`;
}

/** A span cut at each midnight of a zone. */
function byDay(
  { start, end }: { start: number; end: number },
  zone: Zone,
  { status: say, language }: PublicVoice,
) {
  const pieces: { day: number; start: number; hours: string }[] = [];
  for (let from = start; from < end; ) {
    const { day, minute } = toLocal(from, zone);
    const midnight = from - (from % 60_000) - minute * 60_000 + DAY;
    const until = Math.min(end, midnight);
    const to = until === midnight ? say.midnight : showClockIn(until, zone, language);
    pieces.push({ day, start: from, hours: `${showHour(minute, language)}–${to}` });
    from = until;
  }
  return pieces;
}
