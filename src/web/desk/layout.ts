import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { may, type Permission } from '../../domain/accounts/permissions.ts';
import type { ReviewerView } from '../../domain/accounts/reviewer.ts';
import { keysOf } from '../../i18n/keys-of.ts';
import { languageFacts, staffLanguages } from '../../i18n/languages.ts';
import { alertWords } from '../../services/duty/alert-text.ts';
import type { Words } from '../../ui-text/ui-text.ts';
import { type Html, html, type Part } from '../shared/html.ts';
import { verdictStyles } from '../shared/verdict-look.ts';
import { formIn, type KnownVisit, type Visit } from './desk.ts';
import keyTable from './keys.json' with { type: 'json' };
import navTable from './navigation.json' with { type: 'json' };
import { isOwnOrigin } from './sign-in.ts';
import styleSheets from './style-sheets.json' with { type: 'json' };

export interface Sheet {
  title: string;
  body: Part;
  /** What went wrong, to be read first. */
  alert?: Part;
  /** 400 for what went wrong and 200 for all else, where nothing is said. */
  status?: number | undefined;
  /** Which part of the desk it belongs to. */
  place?: NavItem;
  isWide?: boolean;
}

/** Sends a whole page. */
export function send(visit: Visit, sheet: Sheet): void {
  visit.response
    .status(sheet.status ?? (sheet.alert === undefined ? 200 : 400))
    .type('html')
    .send(layout(visit, sheet).toString());
}

export function postForm(visit: Pick<Visit, 'form'>, action: string, inside: Part): Html {
  return html`<form action="/review/${action}" method="post">${formField(visit)}${inside}</form>`;
}

/** Links to the page before and the page after; nothing where there is one page. */
export function pager(
  { words: { queue } }: Pick<Visit, 'words'>,
  { page, pages }: { page: number; pages: number },
  addressOf: (page: number) => string,
): Part {
  if (pages <= 1) return undefined;
  return html`<nav class="pager" aria-label="${queue.page(page, pages)}">
${page > 1 && html`<a class="button" rel="prev" href="${addressOf(page - 1)}">${queue.previous}</a>`}
<span>${queue.page(page, pages)}</span>
${page < pages && html`<a class="button" rel="next" href="${addressOf(page + 1)}">${queue.following}</a>`}</nav>`;
}

/** The choices of a field by their names, if they have any, with one chosen. */
export function optionsOf<T extends string>(
  values: readonly T[],
  chosen?: string,
  names?: Readonly<Record<T, string>>,
): Html[] {
  return values.map(
    (value) =>
      html`<option value="${value}"${value === chosen && html` selected`}>${names?.[value] ?? value}</option>`,
  );
}

/** The field that every form carries. */
export function formField({ form }: Pick<Visit, 'form'>): Html {
  return html`<input type="hidden" name="form" value="${form}">`;
}

function layout(visit: Visit, { title, body, alert, place, isWide }: Sheet): Html {
  const { words, language, reviewer, hasKeys, needs } = visit;
  const unread = visit.mentions.filter(({ isSeen }) => !isSeen).length;
  const isIn = reviewer !== undefined && needs === 'nothing';
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${unread > 0 && `(${unread}) `}${title} – ${words.desk}</title>
<link rel="stylesheet" href="${styleAddress}">
<link rel="icon" href="/review/page/icon.svg" type="image/svg+xml">
<script src="/review/page/desk.js" type="module"></script>
</head>
<body data-form="${visit.form}" data-keys="${isIn && hasKeys ? 'on' : 'off'}" data-limit="${words.limit}">
<a class="skip" href="#content">${words.skip}</a>
<header class="top">
<p class="brand"><a href="/review">${words.desk}</a></p>
${isIn && navigation(visit, place)}
<div class="who">
${isIn && html`<a class="nav-link" id="mine" href="/review/account"${current(place === 'account')}>${reviewer.name} <span class="soft">· ${words.role[reviewer.role]}</span>${unread > 0 && html` <span class="count" role="img" aria-label="${words.mentions.unread(unread)}">${unread}</span>`}</a>`}
${languageForm(visit)}
${reviewer !== undefined && html`<form action="/review/logout" method="post">${formField(visit)}<button class="quiet">${words.nav.logout}</button></form>`}
</div>
</header>
<main id="content" tabindex="-1"${isWide && html` class="wide"`}>
${isIn && alertBanner(visit)}
<div id="news" role="status">${newsOf(visit)}</div>
${alert !== undefined && html`<div class="alert" role="alert">${alert}</div>`}
${leftOver(visit, html`${body}`.toString())}${body}
</main>
${isIn && helpOf(words, reviewer)}
</body>
</html>
`;
}

function languageForm(visit: Visit): Html {
  const others = staffLanguages.filter((each) => each !== visit.language);
  return html`<form action="/review/language" method="post">${formField(visit)}
<input type="hidden" name="next" value="${pageOf(visit.request)}">
${others.map((each) => html`<button class="quiet" name="language" value="${each}" lang="${each}">${languageFacts(each).name}</button>`)}</form>`;
}

/** What was typed and stands nowhere on the page that answers it, to be copied; never a secret. */
function leftOver({ request, words }: Visit, body: string): Part {
  if (request.method !== 'POST' || !isOwnOrigin(request)) return undefined;
  const lost = Object.entries(formIn(request)).flatMap(([name, value]) => {
    const text = NOT_TYPED.has(name) || !/\S\s+\S|^https?:/.test(value) ? '' : value.trim();
    return text === '' || body.includes(html`${text}`.toString()) ? [] : text;
  });
  return (
    lost.length > 0 &&
    html`<section class="card"><h2><label for="kept">${words.case.kept}</label></h2>
<textarea id="kept" rows="6" readonly>
${lost.join('\n\n')}</textarea></section>`
  );
}

const NOT_TYPED: ReadonlySet<string> = new Set(['form', 'seen', 'password', 'fresh', 'code']);

/** The page that somebody is on or sent a form from; where that is not known, the queue. */
export function pageOf({ method, originalUrl, headers }: Visit['request']): string {
  if (method === 'GET') return originalUrl;
  const from = URL.parse(headers.referer ?? '');
  if (!from?.pathname.startsWith('/review/') || from.pathname === originalUrl) {
    return '/review/queue';
  }
  from.searchParams.delete('done');
  return from.pathname + from.search;
}

/** What was just done, by a word in the address; any other word says nothing. */
function newsOf({ request, words }: Visit): Part {
  const { done } = request.query;
  return isDone(done, words) && html`<p class="news">${words.done[done]}</p>`;
}

function isDone(done: unknown, words: Words): done is keyof Words['done'] {
  return typeof done === 'string' && Object.hasOwn(words.done, done);
}

/** Says that something is not there. */
export function sendMissing(visit: KnownVisit, title = visit.words.error.missing): void {
  sendAlone(visit, title, { status: 404 });
}

type Alone = { status: number; hint?: string };

/** Sends one sentence as a page, with the way home and, if there is one, a hint. */
export function sendAlone(visit: Visit, title: string, { status, hint }: Alone): void {
  const body = html`<h1>${title}</h1>${hint && html`<p>${hint}</p>`}<p>${visit.request.method === 'POST' && html`<a class="button primary" href="${pageOf(visit.request)}">${visit.words.error.back}</a> `}<a class="button" href="/review/queue">${visit.words.error.home}</a></p>`;
  send(visit, { title, body, status });
}

/** A part of the desk that the navigation leads to. */
type NavItem = keyof typeof navTable | 'account';

/** Which parts there are, where, for whom; those marked `seldom` share a fold, so that the daily ones stay in one line. */
const places = Object.entries(navTable) as [
  keyof typeof navTable,
  { path: string; needs: Permission; seldom?: true },
][]; // the names that the table was written with

/** The parts of the desk that a reviewer may see. */
function navigation(visit: Visit, place: NavItem | undefined): Html {
  const { words, reviewer } = visit;
  const open = places.filter(([, { needs }]) => reviewer && may(reviewer.role, needs));
  const seldom = open.filter(([, { seldom: isSeldom }]) => isSeldom);
  const isFolded = seldom.length > FEW;
  const plain = isFolded ? open.filter(([, { seldom: isSeldom }]) => !isSeldom) : open;
  const isWithin = seldom.some(([name]) => name === place);
  return html`<nav aria-label="${words.nav.label}"><ul>
${plain.map((each) => linkTo(each, visit, place))}
${isFolded && html`<li class="fold"><details><summary class="nav-link"${current(isWithin)}>${words.nav.more}</summary><ul>${seldom.map((each) => linkTo(each, visit, place))}</ul></details></li>`}
</ul></nav>`;
}

function linkTo(
  [name, { path }]: (typeof places)[number],
  visit: Visit,
  place: NavItem | undefined,
) {
  const { words, waitingReports } = visit;
  const count = name === 'reports' && waitingReports > 0 && waitingReports;
  return html`<li><a class="nav-link" href="${path}"${current(name === place)}>${words.nav[name]}${count !== false && html` <span class="count" aria-label="${words.reports.waiting(count)}">${count}</span>`}</a></li>`;
}

/** What marks the link to the page that is open. */
function current(isHere: boolean): Part {
  return isHere && html` aria-current="page"`;
}

const FEW = 1;

/** The help, which lies in every page and opens on `?`, and the palette, which opens on Ctrl+K; without JavaScript it has a page of its own. */
function helpOf(words: Words, { role }: ReviewerView): Html {
  return html`<dialog id="help" aria-labelledby="help-title">
<h2 id="help-title" tabindex="-1" autofocus>${words.help.title}</h2>
${keysTable(words)}
<form method="dialog"><button>${words.help.close}</button></form>
</dialog>
<dialog id="palette" aria-label="${words.palette.title}" data-case="${words.palette.case('{q}')}" data-library="${words.palette.library('{q}')}" data-queue="${words.palette.queue('{q}')}"${may(role, 'hand-over') && html` data-people="${words.palette.holder('{q}')}"`}>
<input role="combobox" aria-label="${words.palette.title}" aria-expanded="true" aria-controls="palette-found" placeholder="${words.palette.title}" maxlength="200" autocomplete="off">
<ul id="palette-found" role="listbox" aria-label="${words.palette.title}"></ul></dialog>`;
}

export function keysTable({ help }: Words): Html {
  const rows = keysOf(keyTable).map((name) => [keyTable[name], help[name]] as const);
  return html`<table class="keys"><caption class="unseen">${help.keys}</caption><tbody>
${rows.map(([keys, what]) => html`<tr><th scope="row">${keys.map((key) => html`<kbd>${key}</kbd> `)}</th><td>${what}</td></tr>`)}
</tbody></table>
<p class="soft">${help.off}</p>`;
}

/** The folder of what browsers load besides pages. */
export const pageFolder = join(import.meta.dirname, 'page');

/** All style sheets of the desk in one, after what it shares with the public pages. */
export const styleText = styleSheets
  .map((name) => readFileSync(join(pageFolder, `${name}.css`), 'utf8'))
  .concat(verdictStyles('v-', (look) => `--tone: light-dark(${look.colour}, ${look.onDark});`))
  .join('\n');

/** Where this very version of it lies, so that it can be kept. */
export const styleAddress = `/review/page/desk-${createHash('sha256').update(styleText).digest('hex').slice(0, 12)}.css`;

const MOST = 3;

/** What no one has acknowledged yet, above every page of the desk. */
function alertBanner({ alarms, reviewer, words, language }: Visit): Part {
  const open = alarms.filter(({ acknowledged }) => !acknowledged);
  if (open.length === 0 || !reviewer || !may(reviewer.role, 'see-roster')) return false;
  const say = words.alarms;
  const names = open.slice(0, MOST).map(({ kind, of }) => {
    const name = alertWords[language].kind[kind];
    return of === '' ? name : `${name} (${of})`;
  });
  return html`<p class="alarm-banner" role="status">${alertIcon()} <strong>${say.open(open.length)}</strong>: ${names.join(', ')}${open.length > MOST && ', …'} <a href="/review/alarms">${say.look}</a></p>`;
}

/** The sign before what is pressing; its words say the same. */
export function alertIcon(): Html {
  return html`<svg class="sign" width="18" height="18" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M12 3L22 20.5H2zM12 9.5v5M12 17.5v.2"/></svg>`;
}
