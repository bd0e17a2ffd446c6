import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorRequestHandler, Request, Response } from 'express';
import { chatAddress, formatNumber } from '../../domain/text/format-number.ts';
import {
  defaultLanguage,
  languageFacts,
  type StaffLanguage,
  staffLanguages,
} from '../../i18n/languages.ts';
import { Busy } from '../../ports/concurrency-limit.ts';
import { senderOf } from '../../services/fact-checks/card.ts';
import { type Html, html, type Part } from '../shared/html.ts';
import { verdictStyles } from '../shared/verdict-look.ts';
import type { PublicDeps } from './public-deps.ts';
import { addressIn, type PublicVoice, publicVoice } from './public-words.ts';

/** The style sheet of the public pages, and the address under which this version of it may be kept. */
export const style = readStyle();

/** Who shows the pages: the post's name, the address of its pages, and a number to forward to. */
export type Publisher = ReturnType<typeof publisherOf>;

export interface Sheet {
  title: string;
  description: string;
  /** More for the head, such as a preview. */
  head?: Part;
  isHidden?: boolean;
  /** Indonesian where nothing is said. */
  language?: StaffLanguage;
  /** Where it is, if there is one in each language. */
  path?: string;
  body: Part;
}

/** A whole page: its head for phones and previews, the way to the search, the words, the number. */
export function layout(
  publisher: Publisher,
  { title, description, head, isHidden, language = defaultLanguage, path, body }: Sheet,
): Html {
  const voice = publicVoice(language);
  const { frame: say, to } = voice;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#14171a">
${isHidden && html`<meta name="robots" content="noindex">`}
<link rel="icon" href="/cek/tanda.svg" type="image/svg+xml">
<link rel="stylesheet" href="${style.address}">
<link rel="alternate" type="application/rss+xml" title="${say.feed}" href="/feed.xml">
${path && alternates(publisher, path)}${head}
</head>
<body>
<a class="skip" href="#isi">${say.skip}</a>
<header><a href="${to('/cek')}">${say.home(publisher.post)}</a>${path && others(path, language)}</header>
<main id="isi">
${body}
</main>
<footer>
${askLine(publisher, voice)}
<p>${say.masked}</p>
<nav aria-label="${say.links}"><a href="${to('/status')}">${say.status}</a> <a href="${to('/laporan')}">${say.records}</a> <a href="${to('/ralat')}">${say.corrections}</a> <a href="${to('/pernyataan')}">${say.statements}</a> <a href="${to('/metode')}">${say.method}</a></nav>
</footer>
</body>
</html>
`;
}

function askLine({ number }: Publisher, { frame: say, to }: PublicVoice): Part {
  if (number === undefined)
    return html`<p>${say.doubt} <a href="${to('/cek')}">${say.search}</a>.</p>`;
  return html`<p class="ask">${say.doubt} ${say.forward}
<a href="${chatAddress(number)}" rel="noopener nofollow">${formatNumber(number)}</a></p>`;
}

function others(path: string, own: StaffLanguage): Html[] {
  return staffLanguages
    .filter((language) => language !== own)
    .map(
      (language) =>
        html` <a href="${addressIn(language, path)}" lang="${language}">${languageFacts(language).name}</a>`,
    );
}

function alternates({ url }: Publisher, path: string): Html[] {
  return staffLanguages.map(
    (
      language,
    ) => html`<link rel="alternate" hreflang="${language}" href="${url}${addressIn(language, path)}">
`,
  );
}

function readStyle() {
  const files = [
    '../shared/shared.css',
    'public.css',
    'parts.css',
    'status.css',
    'monthly-report/record.css',
  ];
  const text = files
    .map((name) => readFileSync(join(import.meta.dirname, name), 'utf8'))
    .concat(verdictStyles('', ({ colour }) => `background: ${colour};`))
    .join('\n');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { text, address: `/cek/gaya-${hash}.css` };
}

/** Who shows the pages; name and number can change while they are up. */
export function publisherOf({ settings }: Pick<PublicDeps, 'settings'>, url: string) {
  return Object.assign(senderOf(settings), { url });
}

/** Links to the page before and the page after; nothing where there is one page. */
export function pager(
  { search: say, to }: PublicVoice,
  { page, pages }: { page: number; pages: number },
  addressOf: (page: number) => string,
): Part {
  if (pages <= 1) return undefined;
  return html`<nav class="pager" aria-label="${say.pages}">
${page > 1 && html`<a href="${to(addressOf(page - 1))}" rel="prev">${say.newer}</a>`}
<span>${say.page(page, pages)}</span>
${page < pages && html`<a href="${to(addressOf(page + 1))}" rel="next">${say.older}</a>`}
</nav>`;
}

/** What a public page may load: nothing from elsewhere, and no script. */
export function setPolicy(_: Request, response: Response, next: () => void): void {
  response.set(
    'content-security-policy',
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  );
  next();
}

/** Asks visitors to come back when there are more than can be served. */
export const answerBusy: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (!(error instanceof Busy) || response.headersSent) return next(error);
  response.status(503).set({ 'retry-after': '5', 'cache-control': 'no-store' }).type('text');
  response.send(publicVoice(request.query.bahasa).frame.busy);
};
