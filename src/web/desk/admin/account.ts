import { zones } from '../../../domain/time/clock-zone.ts';
import { readStaffLanguage } from '../../../i18n/languages.ts';
import { changePassword } from '../../../services/accounts/own-account.ts';
import { showClock, showTime } from '../../../ui-text/format-time.ts';
import { html } from '../../shared/html.ts';
import type { KnownVisit, Visit } from '../desk.ts';
import { formField, keysTable, send } from '../layout.ts';
import { fieldOf } from '../read-form.ts';
import { setCookie } from '../sign-in.ts';
import { ownPath } from './login-actions.ts';

/** What a reviewer can change of their own account. */
export function showAccount(visit: KnownVisit, alert?: string): void {
  const { words, reviewer, hasKeys, language, zone } = visit;
  const { account } = words;
  const { name, role, hasTotp, recoveryCodesLeft, lastLoginAt } = reviewer;
  const body = html`<h1>${account.title}</h1>
<p>${name} · ${words.role[role]}. ${lastLoginAt !== undefined && account.since(showTime(lastLoginAt, language, zone))}</p>
<section class="card"><h2>${account.password}</h2>
<form action="/review/account/password" method="post">${formField(visit)}
<label for="password">${account.old}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="1000">
<label for="fresh">${account.fresh}</label>
<p class="hint" id="fresh-hint">${words.problem.password.short}</p>
<input id="fresh" name="fresh" type="password" autocomplete="new-password" aria-describedby="fresh-hint" required maxlength="1000">
<button>${account.change}</button></form></section>
<section class="card"><h2>${account.totp}</h2>
<p>${hasTotp ? account.hasTotp(recoveryCodesLeft) : account.noTotp}</p>
<p><a class="button" href="/review/authenticator">${account.newTotp}</a></p></section>
<section class="card"><h2>${account.keys}</h2><p>${hasKeys ? account.keysOn : account.keysOff}</p>
<form action="/review/account/keys" method="post">${formField(visit)}
<button name="keys" value="${hasKeys ? 'off' : 'on'}">${hasKeys ? account.turnOff : account.turnOn}</button></form></section>
<section class="card"><h2>${account.zone}</h2><p>${account.zoneHint(zone)}</p>
<form action="/review/account/zone" method="post">${formField(visit)}<div class="actions">${zones.map((each) => html`<button name="zone" value="${each}"${each === zone && html` aria-current="true"`}>${each}</button>`)}</div></form></section>
<section class="card"><h2>${account.everywhere}</h2>
<form action="/review/account/logout-all" method="post">${formField(visit)}
<button class="danger">${account.everywhere}</button></form></section>`;
  send(visit, { title: account.title, body, alert, place: 'account', status: alert ? 400 : 200 });
}

export async function takePassword(visit: KnownVisit): Promise<void> {
  const { desk, token, request, response, words, language } = visit;
  const [password, fresh] = [fieldOf(request, 'password'), fieldOf(request, 'fresh')];
  const done = await changePassword(desk.gate, { token, password, fresh });
  if (done.type === 'done') {
    desk.streams.end(token);
    setCookie(visit, 'desk', { value: done.token });
    return response.redirect(303, '/review/account?done=saved');
  }
  if (done.type === 'bad-password') return showAccount(visit, words.problem.password[done.why]);
  if (done.type === 'refused') return showAccount(visit, words.login.refused);
  const until = Math.ceil(done.until / 60_000) * 60_000;
  showAccount(visit, words.login.wait(showClock(until, language)));
}

export function takeKeys(visit: KnownVisit): void {
  const value = fieldOf(visit.request, 'keys') === 'off' ? 'off' : undefined;
  setCookie(visit, 'keys', { value, days: 365 });
  visit.response.redirect(303, '/review/account?done=saved');
}

export function takeZone(visit: KnownVisit): void {
  const value = zones.find((zone) => zone === fieldOf(visit.request, 'zone'));
  setCookie(visit, 'zone', { value, days: 365 });
  visit.response.redirect(303, '/review/account?done=saved');
}

/** Anybody may choose the language, also before they log in. */
export function takeLanguage(visit: Visit): void {
  const value = readStaffLanguage(fieldOf(visit.request, 'language'));
  setCookie(visit, 'language', { value, days: 365 });
  const asked = fieldOf(visit.request, 'next');
  const isDoor = /^\/review\/(?:login|code|authenticator)(?:\?|$)/.test(asked);
  visit.response.redirect(303, isDoor ? '/review/login' : ownPath(asked));
}

export function showHelp(visit: KnownVisit): void {
  const body = html`<h1>${visit.words.help.title}</h1><h2>${visit.words.help.keys}</h2>${keysTable(visit.words)}`;
  send(visit, { title: visit.words.help.title, body });
}
