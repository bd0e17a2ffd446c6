import { encode } from 'uqr';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { Visit } from '../desk.ts';
import { formField, send } from '../layout.ts';
import { readCookie } from '../sign-in.ts';

/** Where a login leads, and what was wrong with it. */
interface Door {
  next: string;
  alert?: string;
  status?: number;
}

/** The form for name and password; `next` is where it leads. */
export function sendLogin(
  visit: Visit,
  { next, name = '', alert, status }: Door & { name?: string },
): void {
  const { login } = visit.words;
  const body = html`<div class="door"><h1>${login.title}</h1>
<form action="/review/login" method="post">${formField(visit)}
<input type="hidden" name="next" value="${next}">
<label for="name">${login.name}</label>
<input id="name" name="name" value="${name}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="100">
<label for="password">${login.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="1000">
<button class="primary full">${login.submit}</button></form>${elsewhere(visit, next)}</div>`;
  send(visit, { title: login.title, body, alert, status });
}

/** The way in by the identity provider, and out of it for those who came in by it in this browser. */
function elsewhere({ desk, request, words }: Visit, next: string): Part {
  const name = desk.gate.identity?.name;
  if (name === undefined) return false;
  const isSignedIn = readCookie(request, 'identity') === SIGNED_IN;
  return html`<p class="actions"><a class="button full" href="/review/login/identity?${new URLSearchParams({ next }).toString()}">${words.identity.submit(name)}</a></p>
${isSignedIn && html`<p><a href="/review/login/identity/out">${words.identity.signOut(name)}</a></p>`}`;
}

/** What a browser keeps after somebody has come in by the identity provider. */
export const SIGNED_IN = 'in';

export function sendCodeForm(visit: Visit, { next, alert, status }: Door): void {
  const { login } = visit.words;
  const body = html`<div class="door"><h1>${login.codeTitle}</h1>
<form action="/review/code" method="post">${formField(visit)}
<input type="hidden" name="next" value="${next}">
<label for="code">${login.code}</label>
<p class="hint" id="code-hint">${login.codeHint}</p>
<input id="code" name="code" class="code" autocomplete="one-time-code" aria-describedby="code-hint" required maxlength="60">
<button class="primary full">${login.submit}</button></form></div>`;
  send(visit, { title: login.codeTitle, body, alert, status });
}

/** A new authenticator, to be scanned, with the form for its first code. */
export function sendTotp(
  visit: Visit,
  { secret, address, alert }: { secret: string; address: string; alert?: string },
): void {
  const { totp } = visit.words;
  const body = html`<div class="door"><h1>${totp.title}</h1>
<p>${totp.scan}</p>${drawQr(address, totp.qr)}
<p>${totp.key}: <code class="secret">${secret.match(/.{1,4}/g)?.join(' ') ?? secret}</code></p>
<form action="/review/authenticator/confirm" method="post">${formField(visit)}
<label for="code">${totp.firstCode}</label>
<input id="code" name="code" class="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="20">
<button class="primary full">${totp.confirm}</button></form></div>`;
  send(visit, { title: totp.title, body, alert });
}

/** What has to be done before a login of this role counts. */
export function sendTotpStart(visit: Visit, alert?: string): void {
  const { totp, login } = visit.words;
  const proves = visit.needs === 'nothing';
  const body = html`<div class="door"><h1>${totp.title}</h1>
${!proves && html`<p>${totp.why}</p>`}
<form action="/review/authenticator" method="post">${formField(visit)}
${
  proves &&
  html`<label for="password">${login.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="1000">`
}
<button class="primary full">${totp.begin}</button></form></div>`;
  send(visit, { title: totp.title, body, alert });
}

/** Recovery codes, shown once. */
export function sendRecoveryCodes(visit: Visit, codes: readonly string[]): void {
  const { totp } = visit.words;
  const body = html`<div class="door"><h1>${totp.codesTitle}</h1><p>${totp.codesWhy}</p>
<ol class="codes" id="codes">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ol>
${copyButtons(visit, 'codes')}
<p><a class="button primary" href="/review/queue">${totp.done}</a></p></div>`;
  send(visit, { title: totp.codesTitle, body });
}

/** Buttons that copy and print what another element shows. */
export function copyButtons({ words: { totp } }: Visit, id: string): Html {
  return html`<p class="actions needs-js"><button type="button" data-copy="${id}" data-copied="${totp.copied}">${totp.copy}</button> <button type="button" data-print>${totp.print}</button></p>`;
}

/** The form that makes the first account, or gives an invited account its password. */
export function sendSetup(
  visit: Visit,
  asked: { token: string; name?: string; alert?: string; invited?: string },
): void {
  const { token, name = '', alert, invited } = asked;
  const { setup, login, problem } = visit.words;
  const title = invited === undefined ? setup.title : setup.invited(invited);
  const body = html`<div class="door"><h1>${title}</h1><p>${invited === undefined ? setup.why : setup.invitedWhy}</p>
<form action="/review/${invited === undefined ? 'setup' : 'invitation'}" method="post">${formField(visit)}
<input type="hidden" name="token" value="${token}">
<label for="name">${login.name}</label>
<input id="name" name="name" value="${invited ?? name}" autocomplete="username" required maxlength="100"${invited !== undefined && html` readonly`}>
<label for="password">${login.password}</label>
<p class="hint" id="password-hint">${problem.password.short}</p>
<input id="password" name="password" type="password" autocomplete="new-password" aria-describedby="password-hint" required maxlength="1000">
<button class="primary full">${invited === undefined ? setup.submit : setup.accept}</button></form></div>`;
  send(visit, { title, body, alert });
}

/** A text as a QR code, dark on light whatever the page looks like, so that every camera reads it. */
export function drawQr(text: string, title: string): Html {
  const { data, size } = encode(text, { border: 3 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" width="220" height="220" role="img" aria-label="${title}" shape-rendering="crispEdges">
<rect width="${size}" height="${size}" fill="#ffffff"/><path d="${path}" fill="#000000"/></svg>`;
}
