import { may } from '../../../domain/accounts/permissions.ts';
import type { RosterChange, Shift, Span } from '../../../domain/duty/roster.ts';
import { showMinute, toLocal, type Zone } from '../../../domain/time/clock-zone.ts';
import type { DutyView } from '../../../services/duty/on-duty.ts';
import { showClockIn, showDayIn, showIn, weekdayNames } from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField } from '../layout.ts';

const DAY_MS = 86_400_000;

/** A look at the roster, and on whose clocks. */
export interface SeenRoster {
  visit: KnownVisit;
  view: DutyView;
  zone: Zone;
  now: number;
}

/** Who is on duty now, who comes next, and whether there are gaps ahead. */
export function nowPart({ visit, view, zone, now }: SeenRoster): Html {
  const { words, language } = visit;
  const say = words.roster;
  const show = (at: number) => showIn(at, zone, language);
  const gaps = view.gaps.filter(({ end }) => end > now).length;
  const [next] = view.next;
  return html`<section class="card"><h2>${say.now}</h2>
${view.now.length === 0 && html`<p class="alert">${say.nobody}</p>`}
<ul class="plain">${view.now.map(({ reviewer, end }) => html`<li><strong>${say.until(reviewer, show(end))}</strong></li>`)}</ul>
<p class="soft">${next ? say.next(view.next.map(({ reviewer }) => reviewer).join(', '), show(next.start)) : say.noNext}</p>
${gaps > 0 && html`<p class="alert">${say.gaps(gaps)}</p>`}</section>`;
}

/** The week ahead, hour by hour, with the times at which nobody is on duty. */
export function weekPart({ visit, view, zone }: SeenRoster): Html {
  const { words, language } = visit;
  const say = words.roster;
  const gaps = view.gaps.map((gap) => ({ ...gap, reviewer: undefined }));
  const rows = [...view.duties, ...gaps].sort((a, b) => a.start - b.start);
  const days = [...Map.groupBy(rows, ({ start }) => toLocal(start, zone).day)];
  return html`<section class="card"><h2>${say.week}</h2><div class="scroll" tabindex="0" role="region" aria-label="${say.week}"><table class="plain-words">
<thead><tr><th>${say.day}</th><th>${say.hours}</th><th>${say.who}</th></tr></thead>
${days.map(
  ([, turns]) =>
    html`<tbody>${turns.map(
      (turn, at) =>
        html`<tr>${at === 0 && html`<th scope="rowgroup" rowspan="${turns.length}">${showDayIn(turn.start, zone, language)}</th>`}<td class="time">${hoursOf(visit, turn, zone)}</td><td>${whoOf(visit, turn)}</td></tr>`,
    )}</tbody>`,
)}</table></div></section>`;
}

/** An end within a day says itself which day it lies on. */
function hoursOf({ language }: KnownVisit, { start, end }: Span, zone: Zone): string {
  const isSoon = end - start <= DAY_MS;
  const until = isSoon ? showClockIn(end, zone) : showIn(end, zone, language);
  return `${showClockIn(start, zone)}–${until === '00:00' ? '24:00' : until}`;
}

function whoOf({ words }: KnownVisit, { reviewer }: { reviewer: string | undefined }): Part {
  return reviewer ?? html`<span class="badge out">${words.roster.gap}</span>`;
}

/** Shows the weekly pattern and its changes, with buttons to remove them if permitted. */
export function turnsPart({ visit, view, zone, now }: SeenRoster): Html {
  const { words, language } = visit;
  const say = words.roster;
  const days = weekdayNames(language);
  const shift = ({ id, reviewer, ...each }: Shift) => {
    const on = each.days.map((day) => days[day]).join(', ');
    const hours = `${showMinute(each.from)}–${showMinute(each.from + each.minutes)} ${each.zone}`;
    return turn(visit, id, `${reviewer} · ${on} · ${hours}`);
  };
  const change = ({ id, reviewer, type, start, end }: RosterChange) => {
    const span = `${showIn(start, zone, language)} – ${showIn(end, zone, language)}`;
    return turn(visit, id, `${reviewer} · ${say[type]} · ${span}`);
  };
  const changes = view.plan.changes.filter(({ end }) => end > now);
  return html`<section class="card"><h2>${say.shifts}</h2>
${view.plan.shifts.length === 0 && html`<p class="soft">${say.none}</p>`}<ul class="turns">${view.plan.shifts.map(shift)}</ul>
<h2>${say.changes}</h2>
${changes.length === 0 && html`<p class="soft">${say.noChanges}</p>`}<ul class="turns">${changes.map(change)}</ul></section>`;
}

function turn(visit: KnownVisit, id: string, text: string): Html {
  const { words, reviewer } = visit;
  const form = html`<form action="/review/roster/turns/${id}/remove" method="post">${formField(visit)}<button class="small danger">${words.roster.remove}<span class="unseen">: ${text}</span></button></form>`;
  return html`<li><span>${text}</span>${may(reviewer.role, 'manage-roster') && form}</li>`;
}
