import { formatDay } from '../../../i18n/format-date.ts';
import type { Correction, Saying } from '../../../services/transparency/corrections.ts';
import { type Html, html, type Part } from '../../shared/html.ts';
import type { Voice } from '../../shared/monthly-report/text.ts';
import { languageTail, layout, type Publisher } from '../layout.ts';

const PAGE = 50;

/** The page of all corrections and withdrawals, the latest first. */
export function correctionsPage(
  publisher: Publisher,
  voice: Voice,
  { all, asked }: { all: readonly Correction[]; asked: number },
): Html {
  const { say, language } = voice;
  const words = say.corrections;
  const pages = Math.max(1, Math.ceil(all.length / PAGE));
  const page = Math.min(asked, pages);
  const shown = all.slice((page - 1) * PAGE, page * PAGE);
  return layout(publisher, {
    title: `${words.title} – ${publisher.post}`,
    description: words.lead,
    language,
    path: '/ralat',
    head: html`<link rel="alternate" type="application/rss+xml" title="${words.title}" href="/ralat.xml">`,
    body: html`<h1>${words.title}</h1><p>${words.lead}</p><p><a href="/ralat.xml">${words.feed}</a></p>
${shown.length === 0 ? html`<p>${words.none}</p>` : shown.map((each) => change(voice, each))}
${pages > 1 && pager(voice, page, pages)}
<p><a href="/laporan${languageTail(language)}">${say.list}</a></p>`,
  });
}

function change(voice: Voice, { at, path, before, after, why, ...named }: Correction): Html {
  const { say, language } = voice;
  const words = say.corrections;
  const id = `ralat-${named.factCheck.replaceAll(/[^a-z0-9-]/gi, '-')}-${named.version}`;
  return html`<article class="change" aria-labelledby="${id}"><p class="by">${after ? words.corrected : words.withdrawn} ${formatDay(at, language)}</p>
<h2 id="${id}" lang="id">${(after ?? before).title}</h2>
${saying(voice, words.before, before)}
${after && saying(voice, words.after, after)}
<h3>${words.why}</h3><p>${why === undefined ? words.unknown : html`<span lang="id">${why}</span>`}</p>
<p><a href="${path}">${words.more}<span class="unseen">: ${(after ?? before).title}</span></a></p></article>`;
}

function saying({ desk }: Voice, name: string, { verdict, why }: Saying): Part {
  return html`<h3>${name}</h3><p><span class="badge ${verdict}">${desk.verdict[verdict]}</span></p><p lang="id">${why}</p>`;
}

function pager({ say, language }: Voice, page: number, pages: number): Html {
  const words = say.corrections;
  const more = languageTail(language).replace('?', '&');
  return html`<nav class="pager" aria-label="${words.page(page, pages)}">${page > 1 && html`<a href="/ralat?halaman=${page - 1}${more}">${words.newer}</a>`}
<span>${words.page(page, pages)}</span>
${page < pages && html`<a href="/ralat?halaman=${page + 1}${more}">${words.older}</a>`}</nav>`;
}
