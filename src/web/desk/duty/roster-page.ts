import { may } from '../../../domain/accounts/permissions.ts';
import type { RosterChange, Shift, Span } from '../../../domain/duty/roster.ts';
import { hasSecondContact } from '../../../domain/partners/organisation.ts';
import {
  fromLocal,
  showMinute,
  toLocal,
  type Zone,
  zones,
} from '../../../domain/time/clock-zone.ts';
import { holidayOn } from '../../../domain/time/holidays.ts';
import { DAY } from '../../../domain/time/jakarta-day.ts';
import { languageFacts, type StaffLanguage, staffLanguages } from '../../../i18n/languages.ts';
import { type Person, readPerson } from '../../../services/accounts/people.ts';
import { listAlerts, unreached } from '../../../services/duty/alerts.ts';
import { type DutyView, dutyNames, isEmpty, viewDuty } from '../../../services/duty/roster.ts';
import { type DutyNote, listNotes } from '../../../services/duty/shift-notes.ts';
import { listOrganisations } from '../../../services/organisations/organisations.ts';
import {
  showClockIn,
  showDayIn,
  showHour,
  showIn,
  weekdayNames,
} from '../../../ui-text/format-time.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import { fieldOf, fieldsOf, type KnownVisit } from '../desk.ts';
import { formField, send } from '../layout.ts';
import { callLink } from './alerts-page.ts';

const NOTES = 20;

/** Shows who is on duty now and in the week ahead, the pattern, and the shift notes. */
export async function sendRoster(visit: KnownVisit, alert?: string): Promise<void> {
  const { desk, words, reviewer } = visit;
  const { deps } = desk;
  const say = words.roster;
  const person = await readPerson(deps, reviewer.name);
  const { zone } = person;
  const now = deps.clock.now();
  const midnight = fromLocal({ day: toLocal(now, zone).day, minute: 0 }, zone);
  const view = await viewDuty(deps, { start: midnight, end: midnight + 7 * DAY });
  const seen = { visit, view, zone, now };
  const missed = unreached(await listAlerts(deps), now);
  const names = (await dutyNames(deps)) ?? [];
  const canManage = may(reviewer.role, 'manage-roster');
  const body = html`<div class="head"><h1>${say.title}</h1><div class="actions"><a class="button" href="/review/alarms">${words.alarms.title} <span class="count">${visit.alarms.length}</span></a></div></div>
<p class="hint">${say.zoneHint(zone)}</p>
${missed.length > 0 && html`<p class="alert">${say.unreached(missed.join(', '))}</p>`}
${isEmpty(view.plan) ? html`<div class="empty"><p>${say.none}</p></div>` : html`${nowPart(seen)}${weekPart(seen)}`}
${notesPart(visit, { notes: await listNotes(deps, NOTES), zone })}
${turnsPart(seen)}${await liaisonsPart(visit, view)}
${canManage && html`${addPart(visit, { names: [...names, ...view.liaisons.keys()], zone, now })}${callPart(visit, view.plan.callList)}`}
${may(reviewer.role, 'acknowledge-alarm') && mePart(visit, person)}`;
  send(visit, { title: say.title, body, alert, place: 'roster' });
}

interface SeenRoster {
  visit: KnownVisit;
  view: DutyView;
  zone: Zone;
  now: number;
}

/** Who is on duty now, who comes next, and whether there are gaps ahead. */
function nowPart({ visit, view, zone, now }: SeenRoster): Html {
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

/** The week ahead: a row for each person and one for the gaps, a column for each day. */
function weekPart({ visit, view, zone, now }: SeenRoster): Html {
  const { words, language } = visit;
  const say = words.roster;
  const gaps = view.gaps.map((gap) => ({ ...gap, reviewer: undefined }));
  const rows = [...Map.groupBy([...view.duties, ...gaps], ({ reviewer }) => reviewer)];
  const midnight = fromLocal({ day: toLocal(now, zone).day, minute: 0 }, zone);
  const days = Array.from({ length: 7 }, (_, at) => midnight + at * DAY);
  const head = (day: number) => {
    const feast = holidayOn(toLocal(day, zone).day);
    return html`<th scope="col">${showDayIn(day, zone, language)}${feast && html`<br><em>${feast}</em>`}</th>`;
  };
  const show = (at: number) => showClockIn(at, zone, language);
  const cell = (own: readonly Span[], from: number) =>
    html`<td class="time" data-label="${showDayIn(from, zone, language)}">${own.map((turn) => hoursOn(from, turn, show))}</td>`;
  return html`<section class="card"><h2>${say.week}</h2><div class="scroll" tabindex="0" role="region" aria-label="${say.week}"><table class="week stacked">
<thead><tr><th scope="col">${say.who}</th>${days.map(head)}</tr></thead>
<tbody>${rows.map(
    ([reviewer, own]) =>
      html`<tr><th scope="row">${reviewer ?? html`<span class="badge out">${say.gap}</span>`}</th>${days.map((day) => cell(own, day))}</tr>`,
  )}</tbody></table></div></section>`;
}

/** The hours of a duty that lie on a day; nothing where none do. */
function hoursOn(from: number, { start, end }: Span, show: (at: number) => string): Part {
  const [first, last] = [Math.max(start, from), Math.min(end, from + DAY)];
  const until = last === from + DAY ? show(from).replace('00', '24') : show(last);
  return first < last && html`<p>${show(first)}–${until}</p>`;
}

/** Shows the weekly pattern and its changes, with buttons to remove them if permitted. */
function turnsPart({ visit, view, zone, now }: SeenRoster): Html {
  const { words, language } = visit;
  const say = words.roster;
  const days = weekdayNames(language);
  const shift = ({ id, reviewer, ...each }: Shift) => {
    const on = each.days.map((day) => days[day]).join(', ');
    const hours = `${showHour(each.from, language)}–${showHour(each.from + each.minutes, language)} ${each.zone}`;
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

/** Whom to call at each partner, with the numbers for those who may be on duty, and which partner has no second contact. */
async function liaisonsPart({ desk, words, reviewer }: KnownVisit, view: DutyView): Promise<Part> {
  const say = words.roster;
  const partners = (await listOrganisations(desk.deps)).filter(({ isActive }) => isActive);
  if (partners.length === 0) return undefined;
  const canCall = may(reviewer.role, 'acknowledge-alarm');
  const people = (of: string) => [...view.liaisons].filter((each) => each[1].organisation === of);
  return html`<section class="card"><h2>${say.liaisons}</h2><ul class="plain">${partners.map(
    (partner) =>
      html`<li><strong>${partner.name}</strong>${people(partner.id).map(
        ([name, person]) =>
          html` · ${person.name}${view.reachable.includes(name) && html` <span class="badge">${say.now}</span>`}${canCall && html` ${callLink(person)}`}`,
      )}${!hasSecondContact(partner) && html` <span class="badge out">${words.partners.noSecond}</span>`}</li>`,
  )}</ul></section>`;
}

/** What one shift tells the next, and a field for more. */
function notesPart(visit: KnownVisit, { notes, zone }: { notes: readonly DutyNote[]; zone: Zone }) {
  const { words, language, reviewer, request } = visit;
  const say = words.roster;
  return html`<section class="card"><h2>${say.notes}</h2>
${notes.length === 0 && html`<p class="soft">${say.noNotes}</p>`}
${notes.map(({ at, by, text }) => html`<div class="duty-note"><p class="soft">${by} · ${showIn(at, zone, language)}</p><p class="lines">${text}</p></div>`)}
${
  may(reviewer.role, 'note') &&
  html`<form action="/review/roster/notes" method="post">${formField(visit)}
<label for="note">${say.note}</label><p class="hint" id="note-hint">${say.notesHint}</p>
<textarea id="note" name="note" rows="3" maxlength="2000" required aria-describedby="note-hint">${fieldOf(request, 'note')}</textarea>
<button class="primary">${say.save}<span class="unseen">: ${say.note}</span></button></form>`
}</section>`;
}

/** Forms for a weekly shift and for a single change. */
function addPart(
  visit: KnownVisit,
  { names, zone, now }: { names: readonly string[]; zone: Zone; now: number },
) {
  const { day, minute } = toLocal(now, zone);
  const earliest = `${day}T${showMinute(minute)}`;
  const { words, language, request } = visit;
  const say = words.roster;
  const chosen = fieldsOf(request, 'day');
  const person = (id: string) =>
    html`<label for="${id}">${say.person}</label><select id="${id}" name="reviewer" required>${names.map((name) => html`<option${name === fieldOf(request, 'reviewer') && html` selected`}>${name}</option>`)}</select>`;
  return html`<section class="card">
<h2>${say.addShift}</h2><form action="/review/roster/shifts" method="post">${formField(visit)}${person('shift-person')}
<fieldset><legend class="label">${say.days}</legend><div class="marks">${weekdayNames(language).map(
    (name, day) =>
      html`<label class="option"><input type="checkbox" name="day" value="${day}"${chosen.includes(String(day)) && html` checked`}> ${name}</label>`,
  )}</div></fieldset>
<div class="election"><label>${say.from}<input type="time" name="from" required value="${fieldOf(request, 'from')}"></label>
<label>${say.to}<input type="time" name="to" required aria-describedby="to-hint" value="${fieldOf(request, 'to')}"></label>
<label>${say.zone}${zoneField(zone)}</label></div><p class="hint" id="to-hint">${say.toHint}</p>
<button class="primary">${say.save}<span class="unseen">: ${say.addShift}</span></button></form>
</section><section class="card"><h2>${say.addChange}</h2><form action="/review/roster/changes" method="post">${formField(visit)}${person('change-person')}
<label for="change-type">${say.kind}</label><select id="change-type" name="type"><option value="off">${say.off}</option><option value="on"${fieldOf(request, 'type') === 'on' && html` selected`}>${say.on}</option></select>
<div class="election"><label>${say.start} (${zone})<input type="datetime-local" name="start" min="${earliest}" required value="${fieldOf(request, 'start')}"></label>
<label>${say.end} (${zone})<input type="datetime-local" name="end" min="${earliest}" required value="${fieldOf(request, 'end')}"></label></div>
<button class="primary">${say.save}<span class="unseen">: ${say.addChange}</span></button></form></section>`;
}

function callPart(visit: KnownVisit, callList: readonly string[]): Html {
  const { words } = visit;
  const say = words.roster;
  return html`<section class="card"><form action="/review/roster/calls" method="post">${formField(visit)}
<h2><label for="calls">${say.callList}</label></h2><p class="hint" id="calls-hint">${say.callHint}</p>
<textarea id="calls" name="calls" rows="4" maxlength="1000" aria-describedby="calls-hint">${callList.join('\n')}</textarea>
<button class="primary">${say.save}<span class="unseen">: ${say.callList}</span></button></form></section>`;
}

/** The form for how the user wants to be reached. */
function mePart(visit: KnownVisit, { zone, email, quiet, language }: Person): Html {
  const { words } = visit;
  const say = words.roster;
  const time = (minute: number | undefined) => (minute === undefined ? '' : showMinute(minute));
  return html`<section class="card"><h2>${say.me}</h2><form action="/review/roster/me" method="post">${formField(visit)}
<p class="hint" id="me-hint">${say.meHint}</p>
<label for="email">${say.email}</label><input id="email" name="email" type="email" maxlength="200" value="${email ?? ''}" autocomplete="email">
<div class="election"><label>${say.zone}${zoneField(zone)}</label>
<label>${say.quietFrom}<input type="time" name="quiet-from" aria-describedby="me-hint" value="${time(quiet?.from)}"></label>
<label>${say.quietTo}<input type="time" name="quiet-to" aria-describedby="me-hint" value="${time(quiet?.until)}"></label>
<label>${say.language}${lettersField(language)}</label></div>
<button class="primary">${say.save}<span class="unseen">: ${say.me}</span></button></form></section>`;
}

/** The first one is chosen where no other says that it is. */
function lettersField(chosen: StaffLanguage): Html {
  return html`<select name="letters">${staffLanguages.map((each, at) => html`<option value="${each}"${at > 0 && each === chosen && html` selected`}>${languageFacts(each).name}</option>`)}</select>`;
}

function zoneField(chosen: Zone): Html {
  return html`<select name="zone">${zones.map((zone) => html`<option${zone === chosen && html` selected`}>${zone}</option>`)}</select>`;
}
