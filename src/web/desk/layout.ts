import { languageFacts, staffLanguages } from '../../i18n/languages.ts';
import type { Words } from '../../ui-text/ui-text.ts';
import { type Html, html, type Part } from '../shared/html.ts';
import type { Visit } from './desk.ts';
import { alertBanner } from './duty/alert-banner.ts';
import { helpOf } from './help.ts';
import { current, type NavItem, navigation } from './navigation.ts';
import { styleAddress } from './style-sheet.ts';

/** A page: its title, and what stands on it. */
export interface Sheet {
  title: string;
  body: Part;
  /** What went wrong, to be read first. */
  alert?: Part;
  status?: number;
  /** Which part of the desk it belongs to. */
  place?: NavItem;
  isWide?: boolean;
}

/** Sends a whole page. */
export function send(visit: Visit, sheet: Sheet): void {
  visit.response
    .status(sheet.status ?? 200)
    .type('html')
    .send(layout(visit, sheet).toString());
}

/** The field that every form carries. */
export function formField({ form }: Pick<Visit, 'form'>): Html {
  return html`<input type="hidden" name="form" value="${form}">`;
}

function layout(visit: Visit, { title, body, alert, place, isWide }: Sheet): Html {
  const { words, language, reviewer, hasKeys, needs } = visit;
  const isIn = reviewer !== undefined && needs === 'nothing';
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} – ${words.desk}</title>
<link rel="stylesheet" href="${styleAddress}">
<link rel="icon" href="/review/page/icon.svg" type="image/svg+xml">
<script src="/review/page/desk.js" type="module"></script>
</head>
<body data-form="${visit.form}" data-keys="${isIn && hasKeys ? 'on' : 'off'}">
<a class="skip" href="#content">${words.skip}</a>
<header class="top">
<p class="brand"><a href="/review">${words.desk}</a></p>
${isIn && navigation(visit, place)}
<div class="who">
${isIn && html`<a class="nav-link" href="/review/account"${current(place === 'account')}>${reviewer.name} <span class="soft">· ${words.role[reviewer.role]}</span></a>`}
${languageForm(visit)}
${reviewer !== undefined && html`<form action="/review/logout" method="post">${formField(visit)}<button class="quiet">${words.nav.logout}</button></form>`}
</div>
</header>
<main id="content" tabindex="-1"${isWide && html` class="wide"`}>
${isIn && alertBanner(visit)}
<div id="news" role="status">${newsOf(visit)}</div>
${alert !== undefined && html`<div class="alert" role="alert">${alert}</div>`}
${body}
</main>
${isIn && helpOf(words)}
</body>
</html>
`;
}

function languageForm(visit: Visit): Html {
  const others = staffLanguages.filter((each) => each !== visit.language);
  return html`<form action="/review/language" method="post">${formField(visit)}
<input type="hidden" name="next" value="${visit.request.method === 'GET' ? visit.request.originalUrl : '/review/queue'}">
${others.map((each) => html`<button class="quiet" name="language" value="${each}" lang="${each}">${languageFacts(each).name}</button>`)}</form>`;
}

/** What was just done, by a word in the address; any other word says nothing. */
function newsOf({ request, words }: Visit): Part {
  const { done } = request.query;
  return isDone(done, words) && html`<p class="news">${words.done[done]}</p>`;
}

function isDone(done: unknown, words: Words): done is keyof Words['done'] {
  return typeof done === 'string' && Object.hasOwn(words.done, done);
}
