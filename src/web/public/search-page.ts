import { lookOf } from '../../domain/fact-checks/verdicts.ts';
import { formatNumber } from '../../domain/text/format-number.ts';
import { formatDay } from '../../i18n/format-date.ts';
import type { Tier } from '../../matching/match.ts';
import type { Listed } from '../../services/fact-checks/public-list.ts';
import { pathOf } from '../../services/fact-checks/public-view.ts';
import { type Html, html, type Part } from '../shared/html.ts';
import { icon } from '../shared/icon.ts';
import { layout, type Publisher } from './layout.ts';

/** What the search page shows. */
export interface Found {
  query: string;
  tier: Tier;
  /** What fits the text that was asked for, best first. */
  matches: readonly Listed[];
  /** The newest, or those with the words that were asked for. */
  others: readonly Listed[];
  page: number;
  pages: number;
}

/** The page `/cek`: a field for a message, what fits it, and the newest fact-checks. */
export function searchPage(publisher: Publisher, found: Found): Html {
  const { query, others, page } = found;
  return layout(publisher, {
    title: `Cek Fakta ${publisher.post}`,
    description: 'Tempel pesan yang meragukan, dan lihat apakah sudah ada cek faktanya.',
    isHidden: query !== '' || page > 1,
    body: html`<h1>Cek fakta</h1>
<form action="/cek" method="get" role="search">
<label for="q">Tempel pesan atau kata kuncinya</label>
<textarea id="q" name="q" rows="3" maxlength="2000">
${query}</textarea>
<button>Cari</button>
</form>
${query !== '' && page === 1 && resultOf(publisher, found)}
${others.length > 0 && html`<h2>${query === '' ? 'Terbaru' : 'Dengan kata itu di judulnya'}</h2>${listOf(others)}${pager(found)}`}
${others.length === 0 && query === '' && html`<p>Belum ada cek fakta yang terbit di sini.</p>`}`,
  });
}

function resultOf(publisher: Publisher, { tier, matches }: Found): Part {
  if (matches.length === 0) return notFound(publisher);
  if (tier === 'answer') return html`<h2>Ini cek faktanya</h2>${listOf(matches)}`;
  if (tier === 'confirm') {
    return html`<h2>Ada yang mirip</h2>
<p>Periksa dulu apakah ini yang Anda maksud: nama, angka, dan tempatnya bisa berbeda.</p>${listOf(matches)}`;
  }
  return html`${notFound(publisher)}<h2>Mungkin berkaitan</h2>${listOf(matches)}`;
}

function notFound({ number }: Publisher): Html {
  const way = number
    ? html`<p>Teruskan pesannya ke WhatsApp <a href="https://wa.me/${number}" rel="noopener nofollow">${formatNumber(number)}</a> supaya kami periksa.</p>`
    : undefined;
  return html`<div class="note" role="status"><p><strong>Kami belum menemukan cek fakta yang cocok.</strong></p>
<p>Belum ditemukan bukan berarti benar. Sebaiknya jangan diteruskan dulu.</p>${way}</div>`;
}

function listOf(entries: readonly Listed[]): Html {
  return html`<ul class="list">${entries.map(
    (
      entry,
    ) => html`<li><a href="${pathOf(entry)}">${badge(entry)} <span class="title">${entry.title}</span>
<span class="by">${entry.org}${entry.publishedAt && `, ${formatDay(entry.publishedAt, 'id')}`}</span></a></li>`,
  )}</ul>`;
}

function badge({ verdict, withdrawn }: Listed): Html {
  const look = lookOf(verdict, withdrawn !== undefined);
  return html`<span class="badge ${look.id}">${icon(look, 18)} ${look.word}</span>`;
}

function pager({ query, page, pages }: Found): Part {
  if (pages <= 1) return undefined;
  const to = (number: number) => {
    const asked = new URLSearchParams(query === '' ? {} : { q: query });
    if (number > 1) asked.set('halaman', String(number));
    return asked.size === 0 ? '/cek' : `/cek?${asked}`;
  };
  return html`<nav class="pager" aria-label="Halaman">
${page > 1 && html`<a href="${to(page - 1)}" rel="prev">Lebih baru</a>`}
<span>Halaman ${page} dari ${pages}</span>
${page < pages && html`<a href="${to(page + 1)}" rel="next">Lebih lama</a>`}
</nav>`;
}
