import { may } from '../../../domain/accounts/permissions.ts';
import { zones } from '../../../domain/time/clock-zone.ts';
import { readStaffLanguage } from '../../../i18n/languages.ts';
import { changePassword } from '../../../services/accounts/own-account.ts';
import { type Person, readPerson, savePerson, toldOf } from '../../../services/accounts/people.ts';
import { showTime } from '../../../ui-text/format-time.ts';
import { type Html, html } from '../../shared/html.ts';
import { fieldOf, formIn, type KnownVisit, type Visit } from '../desk.ts';
import { formField, keysTable, send } from '../layout.ts';
import { setCookie } from '../sign-in.ts';
import { ownPath, waitFor } from './login-actions.ts';

/** What a reviewer can change of their own account. */
export async function showAccount(visit: KnownVisit, alert?: string): Promise<void> {
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
${may(reviewer.role, 'see-case') && mentionsPart(visit)}
${reviewer.role === 'partner' && mailForm(visit, await readPerson(visit.desk.deps, name))}
<section class="card needs-js"><h2>${account.publishing}</h2><label class="option"><input type="checkbox" data-choice="advance"> ${account.advance}</label></section>
<section class="card"><h2>${account.everywhere}</h2>
<form action="/review/account/logout-all" method="post">${formField(visit)}
<button class="danger">${account.everywhere}</button></form></section>`;
  send(visit, { title: account.title, body, alert, place: 'account' });
}

/** The notes that mention the user, and whether this browser tells of new ones. */
function mentionsPart({ words, language, zone, mentions }: KnownVisit): Html {
  const say = words.mentions;
  return html`<section class="card" id="mentions"><h2>${say.title}</h2>${mentions.length === 0 && html`<p class="soft">${say.none}</p>`}
<ul class="plain">${mentions.map(
    ({ ticket, by, at, isSeen }) =>
      html`<li><a href="/review/cases/${ticket}" data-notice="${ticket} ${at}"${!isSeen && html` class="fresh"`}>${say.of(ticket, by)}</a> <span class="soft">${showTime(at, language, zone)}</span></li>`,
  )}</ul>
<label class="option needs-js"><input type="checkbox" data-notices="${say.notice('{q}')}" data-path="/review/account"> ${say.browser}</label></section>`;
}

/** Of which new referrals a partner's account is told by e-mail, and in this browser. */
function mailForm(visit: KnownVisit, { email = '', tellOf }: Person): Html {
  const { account, roster } = visit.words;
  return html`<section class="card"><h2>${account.news}</h2><form action="/review/account/mail" method="post">${formField(visit)}
<label for="email">${account.email}</label><p class="hint" id="email-hint">${account.newsHint}</p>
<input id="email" name="email" type="email" maxlength="200" value="${email}" autocomplete="email" aria-describedby="email-hint">
<fieldset class="plain"><legend>${account.tellOf.legend}</legend>${toldOf.map((each) => html`<label class="option"><input type="radio" name="tellOf" value="${each}"${each === tellOf && html` checked`}> ${account.tellOf[each]}</label>`)}</fieldset>
<button>${roster.save}<span class="unseen">: ${account.news}</span></button></form>
<label class="option needs-js"><input type="checkbox" data-notices="${account.notice('{q}')}"> ${account.notices}</label></section>`;
}

export async function takeMail(visit: KnownVisit): Promise<void> {
  const { desk, request, response, reviewer, language } = visit;
  const { email, tellOf = 'none' } = formIn(request);
  const wanted = {
    language,
    tellOf: toldOf.find((each) => each === tellOf),
    ...(email && { email }),
  };
  const saved = await savePerson(desk.deps, reviewer.name, wanted);
  if (saved === 'bad') return showAccount(visit, visit.words.account.badEmail);
  response.redirect(303, '/review/account?done=saved');
}

export async function takePassword(visit: KnownVisit): Promise<void> {
  const { desk, token, request, response, words } = visit;
  const [password, fresh] = [fieldOf(request, 'password'), fieldOf(request, 'fresh')];
  const done = await changePassword(desk.gate, { token, password, fresh });
  if (done.type === 'done') {
    desk.streams.end(token);
    setCookie(visit, 'desk', { value: done.token });
    return response.redirect(303, '/review/account?done=saved');
  }
  if (done.type === 'bad-password') return showAccount(visit, words.problem.password[done.why]);
  if (done.type === 'refused') return showAccount(visit, words.login.refused);
  await showAccount(visit, waitFor(visit, done.until));
}

/** Keeps a choice in this browser; anything else takes it back. */
export function taking(name: 'keys' | 'zone', values: readonly string[]) {
  return (visit: KnownVisit): void => {
    const value = values.find((each) => each === fieldOf(visit.request, name));
    setCookie(visit, name, { value, days: 365 });
    visit.response.redirect(303, '/review/account?done=saved');
  };
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
