import { may } from '../../../domain/accounts/permissions.ts';
import { showMinute, type Zone, zones } from '../../../domain/time/clock-zone.ts';
import { languageFacts, type StaffLanguage, staffLanguages } from '../../../i18n/languages.ts';
import type { Person } from '../../../services/duty/people.ts';
import type { DutyNote } from '../../../services/duty/shift-notes.ts';
import { showIn, weekdayNames } from '../../../ui-text/format-time.ts';
import { type Html, html } from '../../shared/html.ts';
import type { KnownVisit } from '../desk.ts';
import { formField } from '../layout.ts';
import { fieldOf, fieldsOf } from '../read-form.ts';

/** What one shift tells the next, and a field for more. */
export function notesPart(
  visit: KnownVisit,
  { notes, zone }: { notes: readonly DutyNote[]; zone: Zone },
): Html {
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
export function addPart(
  visit: KnownVisit,
  { names, zone }: { names: readonly string[]; zone: Zone },
): Html {
  const { words, language, request } = visit;
  const say = words.roster;
  const chosen = fieldsOf(request, 'day');
  const person = (id: string) =>
    html`<label for="${id}">${say.person}</label><input id="${id}" name="reviewer" list="duty-names" required maxlength="40" autocomplete="off" value="${fieldOf(request, 'reviewer')}">`;
  return html`<section class="card"><datalist id="duty-names">${names.map((name) => html`<option value="${name}"></option>`)}</datalist>
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
<div class="election"><label>${say.start} (${zone})<input type="datetime-local" name="start" required value="${fieldOf(request, 'start')}"></label>
<label>${say.end} (${zone})<input type="datetime-local" name="end" required value="${fieldOf(request, 'end')}"></label></div>
<button class="primary">${say.save}<span class="unseen">: ${say.addChange}</span></button></form></section>`;
}

/** Whom to call, one after the other. */
export function callPart(visit: KnownVisit, callList: readonly string[]): Html {
  const { words } = visit;
  const say = words.roster;
  return html`<section class="card"><form action="/review/roster/calls" method="post">${formField(visit)}
<h2><label for="calls">${say.callList}</label></h2><p class="hint" id="calls-hint">${say.callHint}</p>
<textarea id="calls" name="calls" rows="4" maxlength="1000" aria-describedby="calls-hint">${callList.join('\n')}</textarea>
<button class="primary">${say.save}<span class="unseen">: ${say.callList}</span></button></form></section>`;
}

/** How whoever looks wants to be reached. */
export function mePart(visit: KnownVisit, { zone, email, quiet, language }: Person): Html {
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
